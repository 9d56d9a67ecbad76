import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const lookup: DerivedFieldFunctionDefinition = {
  label: 'Lookup',
  description:
    'The return field of the lookup row whose key equals the value, for keys that occur in a matched field.',
  output: 'like its input',
  examples: [],
}
