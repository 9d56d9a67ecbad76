import type { ReferenceEntry } from '../../model/answers/reference.ts'
import { type ErrorCode, errors } from '../../model/errors.ts'
import type { Section } from '../../query/reference/index.ts'
import { printTitle } from '../problem.ts'

/** A reading in words, or of text in an encoding. */
const reading = { encoding: '‹encoding›', text: '…', toString: () => '…' }

/** What two people have changed. */
const place = { panel: '‹panel›', field: '‹field›' }

/** A mistake's parameters by their own names: `there is no dataset "‹id›"`. */
const names: Readonly<Record<string, unknown>> = new Proxy(
  {
    allowed: ['…'],
    cycle: ['…'],
    usedBy: ['…'],
    readings: [reading],
    conflict: [place],
    reason: '…',
  },
  { get: (known, name) => Reflect.get(known, name) ?? `‹${String(name)}›` },
)

function entryOf(code: ErrorCode): ReferenceEntry {
  const entry = errors[code]
  const message = entry.message as (params: typeof names) => string
  return {
    id: code,
    label: printTitle(code),
    description: `${message(names)}.`,
    status: entry.status,
    ...('hint' in entry ? { hint: entry.hint } : {}),
    examples: [],
  }
}

export const errorCodeSection: Section = {
  id: 'error-codes',
  label: 'Error codes',
  description: 'The `code` of a problem: what a caller can do wrong, with its HTTP status.',
  entries: () => (Object.keys(errors) as ErrorCode[]).map(entryOf),
}
