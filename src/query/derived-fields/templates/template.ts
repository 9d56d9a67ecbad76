import { type DerivedField, derivedField } from '../../../model/derived-field.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { show } from '../../../model/show.ts'
import { sayAllowed } from '../../../model/nearest.ts'
import { getOwn } from '../../../model/own.ts'

type Value = string | number | null | readonly string[]

/** What an input has on an event: a text, or the elements of a list. */
type InputValue = string | readonly Readonly<Record<string, string | number>>[]

/** A ready derived field whose inputs are exchanged for fields of a connection. */
export interface DerivedFieldTemplate {
  readonly label: string
  readonly description: string
  /** The fields that the rules read, by the names they have there, and what each of them is. */
  readonly inputs: Readonly<Record<string, string>>
  /** Derived-field rules; what has a default is left out. */
  readonly rules: readonly Readonly<Record<string, unknown>>[]
  /** Inputs on a session's events, a minute apart from `start` on, and the field's value on each. */
  readonly example: {
    readonly start?: string
    readonly dataset?: string
    readonly rows: readonly Readonly<Record<string, InputValue>>[]
    readonly values: readonly Value[]
  }
}

/**
 * A template with the given fields as its inputs; the others keep their names. Errors: request/invalid
 * at an input that it does not have.
 */
export function fillTemplate(
  { label: name, description, inputs, rules }: DerivedFieldTemplate,
  id: string,
  fields: Readonly<Record<string, string>> = {},
): DerivedField {
  for (const input of Object.keys(fields)) {
    if (!Object.hasOwn(inputs, input)) throw unknownInput(input, Object.keys(inputs))
  }
  return derivedField.parse({ id, name, description, rules: exchange(rules, fields) })
}

function unknownInput(input: string, allowed: readonly string[]): ThroughlineError {
  const known = allowed.length === 0 ? '; it has none' : sayAllowed(input, allowed)
  const reason = `${show(input)} is not an input of the template${known}`
  return new ThroughlineError('request/invalid', { reason, allowed }, ['inputs', input])
}

function exchange(part: unknown, fields: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(part)) return part.map((one) => exchange(one, fields))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, value]: [string, unknown]) => [
      key,
      key === 'field' && typeof value === 'string'
        ? (getOwn(fields, value) ?? value)
        : exchange(value, fields),
    ]),
  )
}
