import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { applyToText } from '../items.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  input: ruleInput,
})

export const lowercase = defineDerivedFieldFunction({
  label: 'Lowercase',
  description: 'The value in lower case.',
  output: 'text',
  settings,
  examples: [
    {
      title: 'Product names',
      rules: [{ function: 'lowercase', input: { field: 'product' } }],
      rows: [{ product: 'Tennis racket' }, { product: 'Tennis Racket' }, {}],
      values: ['tennis racket', 'tennis racket', null],
    },
  ],
  compile: (rule, context) => applyToText(context, rule, (text) => text.toLowerCase()),
})
