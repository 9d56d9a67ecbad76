import type { AttributionModel } from './model.ts'

export const timeDecay: AttributionModel = {
  label: 'Time decay',
  description: 'Credit halves with every half-life (7 days) between touchpoint and conversion.',
  sharing: { by: 'age' },
  takes: 'halfLife',
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { Search: 0.1385, Social: 0.1864, Email: 0.3376, Display: 0.3376 },
    },
  ],
}
