import type { DerivedFieldFunctionDefinition } from './definition.ts'

const hotels = { SLC123: 'SLC Downtown', LAX342: 'LA Airport' }

export const classify: DerivedFieldFunctionDefinition = {
  label: 'Classify',
  description: 'Exact replacement; other values become no value, or stay with showOriginal.',
  output: 'text',
  examples: [
    {
      title: 'Hotel names by id',
      rules: [{ function: 'classify', input: { field: 'hotel' }, values: hotels }],
      rows: [{ hotel: 'SLC123' }, { hotel: 'LAX342' }, { hotel: 'AMS789' }],
      values: ['SLC Downtown', 'LA Airport', null],
    },
    {
      title: 'The same, showing original values',
      rules: [
        { function: 'classify', input: { field: 'hotel' }, values: hotels, showOriginal: true },
      ],
      rows: [{ hotel: 'SLC123' }, { hotel: 'AMS789' }],
      values: ['SLC Downtown', 'AMS789'],
    },
  ],
}
