import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { onlyWith } from '../../../model/form-hints.ts'
import { partEnd, partStart } from '../../../model/text-parts.ts'
import { findPart } from '../../texts/text-part.ts'
import { createCharacterTrimmer } from '../../texts/trim-characters.ts'
import { applyToText } from '../items.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z
  .strictObject({
    input: ruleInput,
    method: z.enum(['whitespace', 'characters', 'left', 'right']).default('whitespace'),
    characters: z
      .string()
      .min(1)
      .optional()
      .meta(onlyWith('method', ['characters'])),
    from: partStart.default('start').meta(onlyWith('method', ['left', 'right'])),
    to: partEnd.default('end').meta(onlyWith('method', ['left', 'right'])),
  })
  .refine((rule) => rule.method !== 'characters' || rule.characters !== undefined, {
    message: 'the method characters needs the characters',
    path: ['characters'],
  })

type Settings = z.output<typeof settings>

export const trim = defineDerivedFieldFunction({
  label: 'Trim',
  description:
    'Removes white space or characters at both ends, or a part counted from one side (characters count from 1 at the left).',
  output: 'text',
  settings,
  examples: [
    {
      title: 'White space',
      rules: [{ function: 'trim', input: { field: 'product' } }],
      rows: [{ product: 'prod12356 ' }, { product: 'prod12356' }, { product: ' prod12356' }],
      values: ['prod12356', 'prod12356', 'prod12356'],
    },
    {
      title: 'Special characters',
      rules: [
        {
          function: 'trim',
          input: { field: 'page' },
          method: 'characters',
          characters: '#?%&/',
        },
      ],
      rows: [{ page: 'home page#' }, { page: 'home page?' }, { page: '/home page%&' }],
      values: ['home page', 'home page', 'home page'],
    },
    {
      title: 'From the right, string end to position 3: the state code stays',
      rules: [
        {
          function: 'trim',
          input: { field: 'store' },
          method: 'right',
          from: 'start',
          to: { position: 3 },
        },
      ],
      rows: [{ store: 'CA293842' }, { store: 'NV22342' }],
      values: ['CA', 'NV'],
    },
  ],
  compile: (rule, context) => applyToText(context, rule, trimmer(rule)),
})

/** The text without what a trim rule removes; null where nothing is left. */
function trimmer(rule: Settings): (text: string) => string | null {
  const { method, from, to } = rule
  if (method === 'whitespace') return (text) => text.trim() || null
  if (method === 'characters') return createCharacterTrimmer(rule.characters ?? '')
  return (text) => {
    const part = findPart(text, method, from, to, 'character')
    return (part ? text.slice(0, part.start) + text.slice(part.end) : text) || null
  }
}
