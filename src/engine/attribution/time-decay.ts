import type { AttributionModel, ModelSettings } from './model.ts'

export const timeDecay: AttributionModel = {
  label: 'Time decay',
  description: 'Credit halves with every half-life (7 days) between touchpoint and conversion.',
  sharing: { by: 'age', weights: decay },
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { Search: 0.1385, Social: 0.1864, Email: 0.3376, Display: 0.3376 },
    },
  ],
}

/** The last touchpoint is the youngest; ages are taken from it, so that nothing becomes 0 / 0. */
function decay(ages: Float64Array, count: number, { halfLifeMs }: ModelSettings): void {
  const youngest = ages[count - 1]!
  const perMs = Math.LN2 / Math.max(halfLifeMs, Number.MIN_VALUE)
  let sum = 0
  for (let t = 0; t < count; t++) {
    const age = ages[t]! - youngest
    ages[t] = age === 0 ? 1 : Math.exp(-age * perMs)
    sum += ages[t]!
  }
  for (let t = 0; t < count; t++) ages[t]! /= sum
}
