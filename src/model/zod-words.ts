import type { z } from 'zod'
import { sayAllowed } from './nearest.ts'

type RawIssue = z.core.$ZodRawIssue

/** What a schema expected, in our words: nobody is shown those of the validator. */
export const zodWords = (issue: RawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${types[issue.expected as string] ?? issue.expected}`
    case 'invalid_value':
      return sayAllowed(issue.input, issue.values as readonly unknown[]).replace('; ', '')
    case 'too_small':
      return `expected ${bound(issue, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}`
    case 'too_big':
      return `expected ${bound(issue, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}`
    case 'not_multiple_of':
      return `expected a multiple of ${String(issue.divisor)}`
    case 'invalid_format':
      return `expected ${formats[issue.format as string] ?? `the format ${String(issue.format)}`}`
    case 'unrecognized_keys':
      return `unknown ${(issue.keys as string[])[0]!.slice(0, LONGEST_KEY)}${allowedKeys(issue)}`
    case 'invalid_key':
      return 'expected another key'
    case 'invalid_element':
      return 'expected other elements'
    case 'invalid_union':
      return 'it fits none of the forms that are possible here'
    case 'custom':
      return 'it is not possible here'
    default:
      issue satisfies never
      return 'it is wrong'
  }
}

/** What is behind this in a key tells nothing. */
const LONGEST_KEY = 80

const types: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  undefined: 'nothing',
  never: 'nothing',
}

const formats: Readonly<Record<string, string>> = {
  regex: 'another form',
  url: 'an address',
  email: 'an e-mail address',
  datetime: 'an instant such as 2026-01-31T12:00:00Z',
  date: 'a date such as 2026-01-31',
  json_string: 'JSON',
}

/** Of texts letters are counted, of lists elements. */
function bound({ origin, exact }: RawIssue, words: string, limit: unknown): string {
  const unit = origin === 'string' ? 'letter' : 'element'
  const units = limit === 1 || limit === 1n ? unit : `${unit}s`
  const isCounted = ['string', 'array', 'set', 'map'].includes(String(origin))
  const said = exact === true ? 'exactly' : words
  return `${said} ${String(limit)}${isCounted ? ` ${units}` : ''}`
}

/** Of the keys that the object may have. */
function allowedKeys({ inst, keys }: RawIssue): string {
  const def = (inst as z.core.$ZodType | undefined)?._zod.def
  if (def === undefined || !('shape' in def)) return ''
  return sayAllowed((keys as string[])[0], Object.keys(def.shape as object))
}
