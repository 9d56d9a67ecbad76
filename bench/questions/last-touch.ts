import { common, type Question, tableRows } from '../question.ts'

export const lastTouch: Question = {
  id: 'last-touch',
  title: 'last non-direct touch, revenue by channel',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'channel-touch' },
    columns: [{ metric: 'revenue', attribution: { model: 'last-touch', container: 'person' } }],
  },
  rows: tableRows,
  normalise: ([channel, revenue]) => [
    channel === 'direct' || channel === '' ? null : channel!,
    revenue!,
  ],
  isInC: true,
}
