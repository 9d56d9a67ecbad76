import type { RuleOf } from '../../model/derived-field.ts'
import type { DerivedFieldFunctionDefinition } from './definition.ts'
import { findPart } from './text-part.ts'

export const trim: DerivedFieldFunctionDefinition = {
  label: 'Trim',
  description:
    'Removes white space or characters at both ends, or a part counted from one side (characters count from 1 at the left).',
  output: 'text',
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
}

/** The text without what a trim rule removes; null where nothing is left. */
export function trimmer(
  rule: Pick<RuleOf<'trim'>, 'method' | 'characters' | 'from' | 'to'>,
): (text: string) => string | null {
  const { method, from, to } = rule
  if (method === 'whitespace') return (text) => text.trim() || null
  if (method === 'characters') return characterTrimmer(rule.characters ?? '')
  return (text) => {
    const part = findPart(text, method, from, to, 'character')
    return (part ? text.slice(0, part.start) + text.slice(part.end) : text) || null
  }
}

/** Removes any of the characters at both ends. */
export function characterTrimmer(characters: string): (text: string) => string | null {
  const unwanted = new Set(characters)
  return (text) => {
    let [start, end] = [0, text.length]
    while (start < end && unwanted.has(text[start]!)) start++
    while (end > start && unwanted.has(text[end - 1]!)) end--
    return text.slice(start, end) || null
  }
}
