import type { Field, ScalarType } from '../../model/answers/datasets.ts'
import { join, literal, type Sql, sql } from '../../lake/sql.ts'
import { parseTime, since1900 } from './parse-time.ts'
import type { Reading, ValueShape } from '../source.ts'

/** The value of a field as its column's type; a value that does not fit becomes null. */
export function convert(reading: Reading, field: Field, timeZone: string): Sql {
  if (field.type !== 'list') return convertScalar(reading, field.type, timeZone)
  const { expression, shape } = reading
  if (shape.kind !== 'list') return emptyList(field)
  const element = { expression: sql`e`, shape: shape.of }
  const converted =
    'of' in field
      ? convertScalar(element, field.of, timeZone)
      : convertObject(element, field.children, timeZone)
  return sql`arrayMap(e -> ${converted}, ${expression})`
}

function emptyList(field: Field): Sql {
  return 'of' in field ? sql`[]::Array(Nullable(String))` : sql`[]`
}

function convertObject(element: Reading, children: readonly Field[], timeZone: string): Sql {
  const parts = children.map((child) => {
    const reading = readPath(element, child.path)
    return reading === undefined ? missing(child) : convert(reading, child, timeZone)
  })
  return sql`tuple(${join(parts)})`
}

function missing(field: Field): Sql {
  return field.type === 'list' ? sql`[]` : sql`NULL`
}

/** The value at a dotted path of an object; undefined when its shape has no such path. */
export function readPath(reading: Reading, path: string): Reading | undefined {
  if (reading.shape.kind !== 'object') return undefined
  for (const [name, shape] of reading.shape.elements) {
    const expression = sql`tupleElement(${reading.expression}, ${literal(name)})`
    if (name === path) return { expression, shape }
    if (!path.startsWith(`${name}.`)) continue
    const inside = readPath({ expression, shape }, path.slice(name.length + 1))
    if (inside !== undefined) return inside
  }
  return undefined
}

function convertScalar({ expression, shape }: Reading, type: ScalarType, timeZone: string): Sql {
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
