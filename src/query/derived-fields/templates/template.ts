import { type DerivedField, derivedField } from '../../../model/derived-field.ts'

type Value = string | number | null | readonly string[]

/** A ready derived field whose fields are exchanged for those of a connection. */
export interface DerivedFieldTemplate {
  readonly label: string
  readonly description: string
  /** The fields that the rules read, by the names they have there, and what each of them is. */
  readonly fields: Readonly<Record<string, string>>
  /** Derived-field rules; what has a default is left out. */
  readonly rules: readonly Readonly<Record<string, unknown>>[]
  /** Field values of a session's events, a minute apart from `start` on, and the field's value on each. */
  readonly example: {
    readonly start?: string
    readonly dataset?: string
    readonly rows: readonly Readonly<Record<string, string>>[]
    readonly values: readonly Value[]
  }
}

/** A template with the given fields in place of its own; the others keep their names. */
export function fillTemplate(
  template: DerivedFieldTemplate,
  id: string,
  fields: Readonly<Record<string, string>> = {},
): DerivedField {
  const { label: name, description, rules } = template
  return derivedField.parse({ id, name, description, rules: exchange(rules, fields) })
}

function exchange(part: unknown, fields: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(part)) return part.map((one) => exchange(one, fields))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, value]: [string, unknown]) => [
      key,
      key === 'field' && typeof value === 'string'
        ? (fields[value] ?? value)
        : exchange(value, fields),
    ]),
  )
}
