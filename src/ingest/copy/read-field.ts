import type { Field } from '../../model/answers/datasets.ts'
import { isBelow, isUndecided } from '../../lake/datasets/index.ts'
import { join, literal, sql } from '../../lake/sql.ts'
import type { Reading } from '../source.ts'

/** The value at a path of a row or of an element; undefined when it cannot have one. */
export type ReadValue = (path: string) => Reading | undefined

/**
 * What arrives for a field. Objects at the path of a field beside which there are fields of such objects
 * are theirs: they are no value of it, unless it is known to hold texts.
 */
export function readField(
  read: ReadValue,
  field: Field,
  siblings: readonly Field[],
): Reading | undefined {
  const reading = read(field.path)
  if (reading === undefined || (field.type === 'string' && !isUndecided(field))) return reading
  const hasObjects = siblings.some(({ path }) => isBelow(path, field.path))
  if (hasObjects && reading.shape.kind === 'object') return undefined
  if (reading.shape.kind !== 'text') return reading
  const text = sql`ifNull(${reading.expression}, '')`
  const isNone = [
    ...(hasObjects ? [sql`startsWith(${text}, '{')`] : []),
    ...(isUndecided(field) ? [sql`match(${text}, ${literal(empty)})`] : []),
  ]
  if (isNone.length === 0) return reading
  const expression = sql`if(${join(isNone, sql` OR `)}, NULL, ${reading.expression})`
  return { ...reading, expression }
}

/** A text, or the JSON of a list or object, that does not say what type a field has. */
const empty = '^([][{},\\s]|null|"")*$'
