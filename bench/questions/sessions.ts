import { columns, common, type Question, tableRows } from '../question.ts'

export const sessions: Question = {
  id: 'sessions',
  title: 'sessions (30 min) by the channel of their first event',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'channel' },
    columns: columns('session-starts'),
  },
  rows: tableRows,
  isInC: true,
}
