import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const lowercase: DerivedFieldFunctionDefinition = {
  label: 'Lowercase',
  description: 'The value in lower case.',
  output: 'text',
  examples: [
    {
      title: 'Product names',
      rules: [{ function: 'lowercase', input: { field: 'product' } }],
      rows: [{ product: 'Tennis racket' }, { product: 'Tennis Racket' }, {}],
      values: ['tennis racket', 'tennis racket', null],
    },
  ],
}
