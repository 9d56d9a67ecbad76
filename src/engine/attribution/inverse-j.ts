import type { AttributionModel } from './model.ts'
import { weighPositions } from './position-weights.ts'

export const inverseJ: AttributionModel = {
  label: 'Inverse J',
  description: 'The first touchpoint has 60 %, the last 20 %, those between share the rest.',
  sharing: { by: 'position', weights: (count) => weighPositions(count, [0.6, 0.2, 0.2]) },
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { Search: 0.6, Social: 0.1, Email: 0.1, Display: 0.2 },
    },
    { items: ['A', 'B'], daysBefore: [1, 0], credit: { A: 0.75, B: 0.25 } },
  ],
}
