import type { AttributionModel } from './model.ts'

export const participation: AttributionModel = {
  label: 'Participation',
  description:
    'Every distinct item has full credit once, so that rows sum up to more than the total.',
  sharing: { by: 'item', share: () => 1 },
  examples: [
    { items: ['Email', 'Search', 'Email'], daysBefore: [3, 2, 1], credit: { Email: 1, Search: 1 } },
  ],
}
