import { columns, common, first50, type Question, tableRows } from '../question.ts'

export const highCardinality: Question = {
  id: 'high-cardinality',
  title: 'a million-item dimension, the 50 with most events, with people',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'item' },
    columns: columns('events', 'people'),
    ...first50,
  },
  rows: tableRows,
  top: { limit: 50, by: 1 },
  isInC: true,
}
