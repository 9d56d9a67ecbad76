import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { onlyWith } from '../../../model/form-hints.ts'
import { needsParameter, urlPart as part } from '../../../model/text-parts.ts'
import { readUrlPart } from '../../texts/url-part.ts'
import { applyToText } from '../items.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const url = 'https://example.com/store/index.html?cid=campaign#cart'

const rule = (settings: object) => [{ function: 'url-parse', input: { field: 'url' }, ...settings }]

const settings = z
  .strictObject({
    input: ruleInput,
    part,
    parameter: z
      .string()
      .min(1)
      .optional()
      .meta(onlyWith('part', ['query'])),
  })
  .superRefine(needsParameter)

export const urlParse = defineDerivedFieldFunction({
  label: 'URL parse',
  description:
    'Protocol, host, path, a query parameter or the hash; no value where there is none or without a protocol.',
  output: 'text',
  settings,
  examples: [
    {
      title: 'Protocol',
      rules: rule({ part: 'protocol' }),
      rows: [{ url }, { url: 'no url' }],
      values: ['https://', null],
    },
    {
      title: 'Host',
      rules: rule({ part: 'host' }),
      rows: [{ url }, { url: 'https://www.google.com/' }],
      values: ['example.com', 'www.google.com'],
    },
    {
      title: 'Path',
      rules: rule({ part: 'path' }),
      rows: [{ url }, { url: 'https://example.com' }],
      values: ['store/index.html', null],
    },
    {
      title: 'Query parameter',
      rules: rule({ part: 'query', parameter: 'cid' }),
      rows: [
        { url },
        { url: 'https://www.adobe.com/?em=email1234&cid=def123' },
        { url: 'https://a.b/' },
      ],
      values: ['campaign', 'def123', null],
    },
    { title: 'Hash', rules: rule({ part: 'hash' }), rows: [{ url }], values: ['cart'] },
  ],
  compile: (rule, context) =>
    applyToText(context, rule, (text) => readUrlPart(text, rule.part, rule.parameter)),
})
