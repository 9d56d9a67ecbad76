import type { AttributionModel } from './model.ts'
import { weighPositions } from './position-weights.ts'

export const custom: AttributionModel = {
  label: 'Custom',
  description:
    'Weights of your own for the first, all middle and the last touchpoint, made to sum up to 100 %.',
  sharing: { by: 'position', weights: (count, { weights }) => weighPositions(count, weights) },
  needs: 'weights',
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      settings: { weights: [30, 20, 50] },
      credit: { Search: 0.3, Social: 0.1, Email: 0.1, Display: 0.5 },
    },
    {
      items: ['A', 'B'],
      daysBefore: [1, 0],
      settings: { weights: [30, 20, 50] },
      credit: { A: 0.375, B: 0.625 },
    },
  ],
}
