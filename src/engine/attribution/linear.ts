import type { AttributionModel } from './model.ts'

export const linear: AttributionModel = {
  label: 'Linear',
  description: 'Every touchpoint in the lookback window has the same credit.',
  sharing: {
    by: 'position',
    weights: (count) => ({ first: 1 / count, middle: 1 / count, last: 1 / count }),
  },
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { Search: 0.25, Social: 0.25, Email: 0.25, Display: 0.25 },
    },
    {
      items: ['Email', 'Search', 'Email'],
      daysBefore: [3, 2, 1],
      credit: { Email: 0.6667, Search: 0.3333 },
    },
  ],
}
