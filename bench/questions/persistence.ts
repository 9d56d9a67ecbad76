import { columns, common, type Question, tableRows } from '../question.ts'

type Table = Parameters<typeof tableRows>[0]

const linear = { model: 'linear', container: 'person', lookback: { days: 60 } }

export const persistence: Question = {
  id: 'persistence',
  title: 'channel kept 30 days: events, revenue; revenue by campaign, linear over 60 days',
  request: [
    {
      kind: 'freeform',
      ...common,
      rows: { dimension: 'channel-kept' },
      columns: columns('events', 'revenue'),
    },
    {
      kind: 'freeform',
      ...common,
      rows: { dimension: 'campaign' },
      columns: [{ metric: 'revenue', attribution: linear }],
      limit: 1000,
    },
  ],
  rows: ([kept, campaigns]: readonly [Table, Table]) => [
    ...tableRows(kept).map((row) => ['channel', ...row]),
    ...tableRows(campaigns).map(([item, revenue]) => ['campaign', item!, 0, revenue!]),
  ],
  normalise: ([report, item, ...figures]) => [report!, item === '' ? null : item!, ...figures],
}
