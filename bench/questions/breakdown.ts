import { columns, common, type Question, tableRows } from '../question.ts'

export const breakdown: Question = {
  id: 'breakdown',
  title: 'country × campaign: events, people, revenue, the 50 with most revenue',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimensions: ['country', 'campaign'] },
    columns: columns('events', 'people', 'revenue'),
    sort: { column: 'c3', direction: 'desc' },
    limit: 50,
  },
  rows: tableRows,
  top: { limit: 50, by: 4 },
  isInC: true,
}
