import { columns, common, type Question, tableRows } from '../question.ts'

export const trend: Question = {
  id: 'trend',
  title: 'events and people by day and channel',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimensions: ['day', 'channel'] },
    columns: columns('events', 'people'),
    limit: 50_000,
  },
  rows: tableRows,
  isInC: true,
}
