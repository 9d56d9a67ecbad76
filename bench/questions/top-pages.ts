import { columns, common, first50, type Question, tableRows } from '../question.ts'

export const topPages: Question = {
  id: 'top-pages',
  title: 'the 50 pages with most events, with people',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'page' },
    columns: columns('events', 'people'),
    ...first50,
  },
  rows: tableRows,
  top: { limit: 50, by: 1 },
  isInC: true,
}
