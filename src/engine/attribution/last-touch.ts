import type { AttributionModel } from './model.ts'

export const lastTouch: AttributionModel = {
  label: 'Last touch',
  description: 'The last touchpoint before the conversion has all credit.',
  sharing: { by: 'touch', touch: 'last' },
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { Display: 1 },
    },
  ],
}
