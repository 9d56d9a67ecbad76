import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { createRegexReplacer } from '../../texts/regex-replacer.ts'
import { applyToText } from '../items.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  input: ruleInput,
  pattern: z.string().min(1),
  output: z.string().meta({ description: '$1 is the first group, $& all that was found' }),
  caseSensitive: z.boolean().default(true),
})

export const regexReplace = defineDerivedFieldFunction({
  label: 'Regex replace',
  description:
    'The output format filled with what the pattern finds first; no value where it finds nothing.',
  output: 'text',
  settings,
  examples: [
    {
      title: 'The last part of a path',
      rules: [
        {
          function: 'regex-replace',
          input: { field: 'url' },
          pattern: '[^/]+(?=/$|$)',
          output: '$1',
        },
      ],
      rows: [{ url: 'https://business.adobe.com/products/adobe-analytics-benefits.html' }],
      values: ['adobe-analytics-benefits.html'],
    },
    {
      title: 'Two groups, the other way round',
      rules: [
        {
          function: 'regex-replace',
          input: { field: 'code' },
          pattern: '([a-z]+)-(\\d+)',
          output: '$2 $1 $$',
          caseSensitive: false,
        },
      ],
      rows: [{ code: 'AB-12' }, { code: 'none' }],
      values: ['12 AB $', null],
    },
  ],
  compile: (rule, context) =>
    applyToText(context, rule, createRegexReplacer(rule, [...context.path, 'pattern'])),
})
