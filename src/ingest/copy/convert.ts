import type { Field, ScalarType } from '../../model/answers/datasets.ts'
import { join, type Sql, sql } from '../../lake/sql.ts'
import { readListElements } from './elements.ts'
import { parseTime, since1900 } from './parse-time.ts'
import { readField, type ReadValue } from './read-field.ts'
import { readElements, readPath } from './read-path.ts'
import type { Reading, ValueShape } from '../source.ts'

/** The value of a field as its column's type; a value that does not fit becomes null. */
export function convert(reading: Reading, field: Field, timeZone: string): Sql {
  if (field.type !== 'list') return convertScalar(reading, field.type, timeZone)
  const elements = readListElements(reading, field)
  if (elements === undefined) return emptyList(field)
  const element = { expression: sql`e`, shape: elements.shape }
  const converted =
    'of' in field
      ? convertScalar(element, field.of, timeZone)
      : convertObject(element, field.children, timeZone)
  return sql`arrayMap(e -> ${converted}, ${elements.expression})`
}

function emptyList(field: Field): Sql {
  return 'of' in field ? sql`[]::Array(Nullable(String))` : sql`[]`
}

function convertObject(element: Reading, children: readonly Field[], timeZone: string): Sql {
  const read: ReadValue = (path) => readPath(readElements(element), path)
  const parts = children.map((child) => {
    const reading = readField(read, child, children)
    return reading === undefined ? missing(child) : convert(reading, child, timeZone)
  })
  return sql`tuple(${join(parts)})`
}

function missing(field: Field): Sql {
  return field.type === 'list' ? sql`[]` : sql`NULL`
}

export function convertScalar(
  { expression, shape }: Reading,
  type: ScalarType,
  timeZone: string,
): Sql {
  if (isTyped(shape, type)) return typedScalar(expression, type)
  const text = asText(expression, shape)
  switch (type) {
    case 'string':
      return text
    case 'number':
      return parseNumber(text)
    case 'boolean':
      return parseBoolean(text)
    case 'timestamp':
      return parseTime(text, timeZone)
    default:
      return type satisfies never
  }
}

function isTyped(shape: ValueShape, type: ScalarType): boolean {
  const kinds = { number: 'number', boolean: 'boolean', timestamp: 'time', string: 'text' } as const
  return shape.kind === kinds[type]
}

function typedScalar(expression: Sql, type: ScalarType): Sql {
  switch (type) {
    case 'string':
      return expression
    case 'number':
      return finite(sql`toFloat64(${expression})`)
    case 'boolean':
      return sql`toNullable(${expression})`
    case 'timestamp':
      return since1900(sql`toDateTime64(${expression}, 3, 'UTC')`)
    default:
      return type satisfies never
  }
}

/** Any value as text; objects and lists as JSON. */
export function asText(expression: Sql, shape: ValueShape): Sql {
  if (shape.kind === 'text') return expression
  if (shape.kind === 'list' || shape.kind === 'object') return sql`toJSONString(${expression})`
  return sql`toString(${expression})`
}

function parseNumber(text: Sql): Sql {
  return finite(sql`toFloat64OrNull(trimBoth(${text}))`)
}

function finite(number: Sql): Sql {
  return sql`if(isFinite(${number}), ${number}, NULL)`
}

function parseBoolean(text: Sql): Sql {
  return sql`CAST(transform(lower(trimBoth(${text})), ['true', 'false', '1', '0', 'yes', 'no', 't', 'f', 'y', 'n'],
    [1, 0, 1, 0, 1, 0, 1, 0, 1, 0]::Array(Nullable(UInt8)), NULL::Nullable(UInt8)), 'Nullable(Bool)')`
}
