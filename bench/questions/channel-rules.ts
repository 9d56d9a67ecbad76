import { columns, common, type Question, tableRows } from '../question.ts'

export const channelRules: Question = {
  id: 'channel-rules',
  title: 'marketing channel by rules on the URL: events and people',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'channel-by-rules' },
    columns: columns('events', 'people'),
  },
  rows: tableRows,
}
