/**
 * An id as text: numbers are written as they are, blanks around and what is no id (objects, booleans, empty
 * texts) count as none.
 */
export function readId(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') return undefined
  const id = value.trim().toWellFormed()
  return id === '' ? undefined : id
}

/** A text that is not empty. */
export const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.toWellFormed() : undefined
