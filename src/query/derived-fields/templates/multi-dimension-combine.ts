import type { DerivedFieldTemplate } from './template.ts'

export const multiDimensionCombine: DerivedFieldTemplate = {
  label: 'Multi-dimension combine',
  description: 'Two fields as one.',
  inputs: { first: 'The first field', second: 'The second field' },
  rules: [
    {
      function: 'concatenate',
      inputs: [{ field: 'first' }, { field: 'second' }],
      delimiter: ' | ',
    },
  ],
  example: {
    rows: [{ first: 'SLC', second: 'MCO' }, { first: 'SLC' }],
    values: ['SLC | MCO', 'SLC'],
  },
}
