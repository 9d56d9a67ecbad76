import type { AttributionModel } from './model.ts'

export const firstTouch: AttributionModel = {
  label: 'First touch',
  description: 'The first touchpoint within the lookback window has all credit.',
  sharing: { by: 'touch', touch: 'first' },
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { Search: 1 },
    },
  ],
}
