import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const concatenate: DerivedFieldFunctionDefinition = {
  label: 'Concatenate',
  description: 'Values joined by a delimiter; inputs without a value are left out.',
  output: 'text',
  examples: [
    {
      title: 'Origin and destination',
      rules: [
        {
          function: 'concatenate',
          inputs: [{ field: 'from' }, { field: 'to' }],
          delimiter: '-',
        },
      ],
      rows: [{ from: 'SLC', to: 'MCO' }, { from: 'SLC', to: 'LAX' }, { from: 'SLC' }, {}],
      values: ['SLC-MCO', 'SLC-LAX', 'SLC', null],
    },
  ],
}

/** The values that there are, joined; null where there are none. */
export function joinValues(values: readonly (string | null)[], delimiter: string): string | null {
  const known = values.filter((value): value is string => value !== null)
  return known.length === 0 ? null : known.join(delimiter)
}
