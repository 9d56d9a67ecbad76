import { join, type Sql, sql } from '../../lake/sql.ts'
import type { Field, ScalarType } from '../../model/answers/datasets.ts'
import type { Decimal } from '../../model/import-options.ts'
import { readDecimal } from '../amounts/read-decimal.ts'
import type { Reading, ValueShape } from '../source.ts'
import { parseTime } from '../times/parse-time.ts'
import { readTypedTime } from '../times/typed-time.ts'
import { readListElements } from './elements.ts'
import { type ReadValue, readField } from './read-field.ts'
import { readElements, readPath } from './read-path.ts'
import { type Spelling, type Spellings, spellingOf, withinList } from './spellings.ts'

/** The value of a field as its column's type; a value that does not fit becomes null. */
export function convert(reading: Reading, field: Field, spellings: Spellings): Sql {
  if (field.type !== 'list')
    return convertScalar(reading, field.type, spellingOf(spellings, field.path))
  const elements = readListElements(reading, field)
  if (elements === undefined) return emptyList(field)
  const element = { expression: sql`e`, shape: elements.shape }
  const converted =
    'of' in field
      ? convertScalar(element, field.of, spellingOf(spellings, field.path))
      : convertObject(element, field.children, withinList(spellings, field.path))
  return sql`arrayMap(e -> ${converted}, ${elements.expression})`
}

function emptyList(field: Field): Sql {
  return 'of' in field ? sql`[]::Array(Nullable(String))` : sql`[]`
}

function convertObject(element: Reading, children: readonly Field[], spellings: Spellings): Sql {
  const read: ReadValue = (path) => readPath(readElements(element), path)
  const parts = children.map((child) => {
    const reading = readField(read, child, children)
    return reading === undefined ? missing(child) : convert(reading, child, spellings)
  })
  return sql`tuple(${join(parts)})`
}

function missing(field: Field): Sql {
  return field.type === 'list' ? sql`[]` : sql`NULL`
}

export function convertScalar(reading: Reading, type: ScalarType, spelling: Spelling): Sql {
  const { expression, shape } = reading
  const text = asText(expression, shape)
  switch (type) {
    case 'string':
      return text
    case 'number':
      return finite(
        shape.kind === 'number'
          ? sql`toFloat64(${expression})`
          : readNumber(text, spelling.decimal),
      )
    case 'boolean':
      return shape.kind === 'boolean' ? sql`toNullable(${expression})` : parseBoolean(text)
    case 'timestamp':
      return shape.kind === 'time'
        ? readTypedTime(expression, shape, spelling.zone)
        : parseTime(text, spelling)
    case 'date':
      return readDay(reading, spelling)
    default:
      return type satisfies never
  }
}

/** The calendar day that a value names, as its midnight in UTC, whatever the zone of the dataset. */
function readDay(reading: Reading, spelling: Spelling): Sql {
  const time = convertScalar(reading, 'timestamp', { ...spelling, zone: 'UTC' })
  return sql`toDateTime64(toDate32(${time}, 'UTC'), 3, 'UTC')`
}

/** Any value as text; objects and lists as JSON. */
export function asText(expression: Sql, shape: ValueShape): Sql {
  if (shape.kind === 'text') return expression
  if (shape.kind === 'list' || shape.kind === 'object') return sql`toJSONString(${expression})`
  return sql`toString(${expression})`
}

/** A `Nullable(Float64)` of a text; null where it is no number. */
export function readNumber(text: Sql, decimal: Decimal | undefined): Sql {
  const trimmed = sql`trimBoth(${text})`
  return decimal === undefined ? sql`toFloat64OrNull(${trimmed})` : readDecimal(trimmed, decimal)
}

function finite(number: Sql): Sql {
  return sql`if(isFinite(${number}), ${number}, NULL)`
}

function parseBoolean(text: Sql): Sql {
  return sql`CAST(transform(lower(trimBoth(${text})), ['true', 'false', '1', '0', 'yes', 'no', 't', 'f', 'y', 'n'],
    [1, 0, 1, 0, 1, 0, 1, 0, 1, 0]::Array(Nullable(UInt8)), NULL::Nullable(UInt8)), 'Nullable(Bool)')`
}
