import { common, type Question, tableRows } from '../question.ts'

export const linearAttribution: Question = {
  id: 'linear-attribution',
  title: 'linear attribution, 60 days, revenue by channel',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'channel-touch' },
    columns: [
      {
        metric: 'revenue',
        attribution: { model: 'linear', container: 'person', lookback: { days: 60 } },
      },
    ],
  },
  rows: (result) => tableRows(result).filter(([channel]) => channel !== null),
}
