import type { Field } from '../../model/answers/datasets.ts'
import { type Sql, sql } from '../../lake/sql.ts'
import type { Reading } from '../source.ts'
import { asText } from './convert.ts'
import { readListElements } from './elements.ts'
import { type ReadValue, readField } from './read-field.ts'
import { readElements, readPath } from './read-path.ts'

/**
 * The texts that a row has at the path of a field, also of one in the objects of lists: an array, in their
 * order. Undefined when nothing arrives there, or times that are none of texts.
 */
export function readTexts(
  fields: readonly Field[],
  read: ReadValue,
  path: string,
): Sql | undefined {
  const within = (field: Field) => field.type === 'list' && path.startsWith(`${field.path}.`)
  const candidates = [
    ...fields.filter((field) => field.path === path),
    ...fields.filter((field) => field.path !== path && within(field)),
  ]
  for (const field of candidates) {
    const reading = readField(read, field, fields)
    const texts = reading && textsOf(reading, field, path.slice(field.path.length + 1))
    if (texts !== undefined) return texts
  }
  return undefined
}

function textsOf(reading: Reading, field: Field, path: string): Sql | undefined {
  if (field.type !== 'list') return oneText(reading)
  const elements = readListElements(reading, field)
  if (elements === undefined) return undefined
  const element = { expression: sql`e`, shape: elements.shape }
  const read: ReadValue = (child) => readPath(readElements(element), child)
  const inner = 'of' in field ? oneText(element) : readTexts(field.children, read, path)
  return inner && sql`arrayFlatten(arrayMap(e -> ${inner}, ${elements.expression}))`
}

const oneText = ({ expression, shape }: Reading): Sql | undefined =>
  shape.kind === 'time' ? undefined : sql`[${asText(expression, shape)}]::Array(Nullable(String))`
