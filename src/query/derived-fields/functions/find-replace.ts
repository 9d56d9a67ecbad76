import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { applyToText } from '../items.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  input: ruleInput,
  find: z.string().min(1),
  replace: z.string(),
})

export const findReplace = defineDerivedFieldFunction({
  label: 'Find and replace',
  description: 'Replaces every occurrence of a text within the value.',
  output: 'text',
  settings,
  examples: [
    {
      title: 'Decode a space',
      rules: [{ function: 'find-replace', input: { field: 'channel' }, find: '%20', replace: ' ' }],
      rows: [{ channel: 'email%20marketing' }, { channel: 'email marketing' }],
      values: ['email marketing', 'email marketing'],
    },
  ],
  compile: (rule, context) =>
    applyToText(context, rule, (text) => text.replaceAll(rule.find, () => rule.replace)),
})
