import type { AttributionModel } from './model.ts'
import { weighPositions } from './position-weights.ts'

export const jCurve: AttributionModel = {
  label: 'J curve',
  description: 'The last touchpoint has 60 %, the first 20 %, those between share the rest.',
  sharing: { by: 'position', weights: (count) => weighPositions(count, [0.2, 0.2, 0.6]) },
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { Search: 0.2, Social: 0.1, Email: 0.1, Display: 0.6 },
    },
    { items: ['A', 'B'], daysBefore: [1, 0], credit: { A: 0.25, B: 0.75 } },
  ],
}
