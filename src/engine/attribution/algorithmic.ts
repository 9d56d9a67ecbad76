import type { AttributionModel } from './model.ts'

/**
 * Shapley values of the game v(S) = conversions whose set T of touched items is a subset of S. Its
 * dividends are the conversions m(T) of each set, so an item has Σ m(T) / |T| over the sets that hold
 * it: exactly the equal split of every conversion over its distinct items, which is computed directly.
 */
export const algorithmic: AttributionModel = {
  label: 'Algorithmic',
  description: 'Each item has its Shapley value: what it adds to every set of items that converts.',
  sharing: { by: 'item', share: (items) => 1 / items },
  examples: [
    {
      items: ['Email', 'Search', 'Email'],
      daysBefore: [3, 2, 1],
      credit: { Email: 0.5, Search: 0.5 },
    },
    { items: ['Email', 'Email'], daysBefore: [3, 2], credit: { Email: 1 } },
  ],
}
