import { type EventField, isSameShape } from './fields.ts'
import type { StoredField } from './journey.ts'

/**
 * Gives fields their dictionaries and columns. Those that were there before stay as they were, so that
 * codes keep their meaning; new ones follow.
 */
export function assignFieldNumbers(
  fields: readonly EventField[],
  before: readonly StoredField[] = [],
): readonly StoredField[] {
  const isSame = (field: EventField) => (other: StoredField) =>
    other.path === field.path && isSameShape(other, field)
  const stay = before.filter((other) => fields.some((field) => isSame(field)(other)))
  const added = fields.filter((field) => !before.some(isSame(field)))
  const lastId = before.reduce((highest, { id }) => Math.max(highest, id), 0)
  return [
    ...stay,
    ...added.map((field, index) => ({
      ...field,
      id: lastId + index + 1,
      storage: storageName(field.path),
    })),
  ]
}

/** ClickHouse reads a dot in the name of an array column as a nested structure, so there is none. */
function storageName(path: string): string {
  return `field_${path.replaceAll('%', '%25').replaceAll('.', '%2E')}`
}
