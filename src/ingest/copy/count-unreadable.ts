import { join, type Sql, sql } from '../../lake/sql.ts'
import type { Field } from '../../model/answers/datasets.ts'
import type { Reading } from '../source.ts'
import { asText, convert, convertScalar } from './convert.ts'
import { type Elements, readListElements } from './elements.ts'
import { type ReadValue, readField } from './read-field.ts'
import { readElements, readPath } from './read-path.ts'
import { type Spellings, spellingOf, withinList } from './spellings.ts'

/** How many values of a row became null because they do not fit the field at a path. */
export interface UnreadableCount {
  readonly path: string
  readonly count: Sql
}

/** The counts of all fields and objects that can have such values. */
export function countUnreadable(
  fields: readonly Field[],
  read: ReadValue,
  spellings: Spellings,
): readonly UnreadableCount[] {
  const ofFields = fields.flatMap((field) => {
    const reading = readField(read, field, fields)
    return reading === undefined ? [] : countInField(reading, field, spellings)
  })
  return [...ofFields, ...listObjects(fields).flatMap((path) => countLostObjects(path, read(path)))]
}

function countInField(
  reading: Reading,
  field: Field,
  spellings: Spellings,
): readonly UnreadableCount[] {
  const { path } = field
  if (field.type === 'list') return countInList(reading, field, spellings)
  if (field.type === 'string') return []
  return [{ path, count: isLost(reading, convert(reading, field, spellings)) }]
}

const isLost = (reading: Reading, result: Sql): Sql =>
  sql`isNull(${result}) AND ${isFilled(reading)}`

function isFilled({ expression, shape }: Reading): Sql {
  if (shape.kind === 'list') return sql`notEmpty(${expression})`
  const text = asText(expression, shape)
  if (shape.kind !== 'object') return sql`ifNull(${text}, '') != ''`
  return sql`replaceRegexpAll(${text}, '"([^"\\\\\\\\]|\\\\\\\\.)*":|null|[][{},]', '') != ''`
}

function countInList(
  reading: Reading,
  field: Field & { readonly type: 'list' },
  spellings: Spellings,
): readonly UnreadableCount[] {
  const { path } = field
  const elements = readListElements(reading, field)
  if (elements === undefined) return [{ path, count: isFilled(reading) }]
  const element = { expression: sql`e`, shape: elements.shape }
  if (!('of' in field)) {
    const read: ReadValue = (child) => readPath(readElements(element), child)
    const inElements = countUnreadable(field.children, read, withinList(spellings, path)).map(
      (inner) => ({
        path: `${path}.${inner.path}`,
        count: sql`arraySum(e -> ${inner.count}, ${elements.expression})`,
      }),
    )
    return [...countOthers(path, reading, elements), ...inElements]
  }
  const broken = isBrokenList(reading, elements)
  const ofTexts = broken === undefined ? [] : [{ path, count: broken }]
  if (field.of === 'string') return ofTexts
  const lost = isLost(element, convertScalar(element, field.of, spellingOf(spellings, path)))
  const count = sql`arrayCount(e -> ${lost}, ${elements.expression})`
  return [{ path, count: broken === undefined ? count : sql`${count} + (${broken})` }]
}

/** Whether a text begins like the JSON of a list and is none. */
function isBrokenList({ expression, shape }: Reading, elements: Elements): Sql | undefined {
  if (shape.kind !== 'text') return undefined
  const json = sql`ifNull(${expression}, '')`
  return sql`startsWith(${json}, '[') AND empty(${elements.expression}) AND NOT isValidJSON(${json})`
}

/** What stands in the place of objects: looked for where an element has none of the fields. */
function countOthers(
  path: string,
  { expression, shape }: Reading,
  { expression: objects, shape: object }: Elements,
): readonly UnreadableCount[] {
  if (shape.kind !== 'text' || object.kind !== 'object') return []
  const json = sql`ifNull(${expression}, '')`
  const keys = [...readElements({ expression: sql`e`, shape: object })]
  const isBare = join(
    keys.map(([, key]) => sql`isNull(${key.expression})`),
    sql` AND `,
  )
  const others = sql`arrayCount(o -> ifNull(o, '') != '' AND NOT startsWith(ifNull(o, ''), '{'),
    JSONExtract(${json}, 'Array(Nullable(String))'))`
  const count = sql`multiIf(${json} = '', 0, NOT match(${json}, '^[[{]'), 1,
    NOT (arrayExists(e -> ${isBare}, ${objects}) OR empty(${objects})), 0,
    NOT isValidJSON(${json}), 1, startsWith(${json}, '{'), 0, ${others})`
  return [{ path, count }]
}

/** Paths that are no field themselves, but have fields below. */
function listObjects(fields: readonly Field[]): readonly string[] {
  const known = new Set(fields.map(({ path }) => path))
  const prefixes = fields.flatMap(({ path }) => {
    const keys = path.split('.')
    return keys.slice(1).map((_, index) => keys.slice(0, index + 1).join('.'))
  })
  return [...new Set(prefixes)].filter((path) => !known.has(path))
}

/** What arrives for an object and is none, nor a list of one. */
function countLostObjects(path: string, reading: Reading | undefined): readonly UnreadableCount[] {
  if (reading === undefined) return []
  const { expression, shape } = reading
  if (shape.kind === 'list') return [{ path, count: sql`length(${expression}) > 1` }]
  if (shape.kind !== 'text') return []
  const json = sql`ifNull(${expression}, '')`
  const count = sql`${json} NOT IN ('', '[]') AND NOT (startsWith(${json}, '{') AND isValidJSON(${json}))
    AND NOT (startsWith(${json}, '[{') AND JSONLength(${json}) = 1)`
  return [{ path, count }]
}
