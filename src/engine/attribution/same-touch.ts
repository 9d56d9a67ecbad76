import type { AttributionModel } from './model.ts'

export const sameTouch: AttributionModel = {
  label: 'Same touch',
  description: 'The touchpoint must be on the conversion itself; otherwise nothing has credit.',
  sharing: { by: 'touch', touch: 'same' },
  examples: [
    {
      items: ['Search', 'Social', 'Email', 'Display'],
      daysBefore: [9, 6, 0, 0],
      credit: { '': 1 },
    },
  ],
}
