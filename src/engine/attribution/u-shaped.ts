import type { AttributionModel } from './model.ts'
import { weighPositions } from './position-weights.ts'

export const uShaped: AttributionModel = {
  label: 'U shaped',
  description: 'The first and the last touchpoint have 40 % each, those between share the rest.',
  sharing: { by: 'position', weights: (count) => weighPositions(count, [0.4, 0.2, 0.4]) },
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { Search: 0.4, Social: 0.1, Email: 0.1, Display: 0.4 },
    },
    { items: ['A', 'B'], daysBefore: [1, 0], credit: { A: 0.5, B: 0.5 } },
    { items: ['A'], daysBefore: [1], credit: { A: 1 } },
  ],
}
