import { common, type Question, tableRows } from '../question.ts'

export const timeDecay: Question = {
  id: 'time-decay',
  title: 'time-decay attribution (half-life 7 days, 60 days), revenue by channel',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'channel-touch' },
    columns: [
      {
        metric: 'revenue',
        attribution: {
          model: 'time-decay',
          container: 'person',
          lookback: { days: 60 },
          halfLife: { days: 7 },
        },
      },
    ],
  },
  rows: (result) => tableRows(result).filter(([channel]) => channel !== null),
}
