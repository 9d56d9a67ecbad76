import type { Field, ScalarType } from '../../model/answers/datasets.ts'
import { join, type Sql, sql } from '../../lake/sql.ts'
import { readListElements } from './elements.ts'
import { readField, type ReadValue } from './read-field.ts'
import { readElements, readPath } from './read-path.ts'
import {
  parseTime,
  type Times,
  type TimesOfColumn,
  timesOf,
  withinList,
} from '../times/parse-time.ts'
import { readTypedTime } from '../times/typed-time.ts'
import type { Reading, ValueShape } from '../source.ts'

/** The value of a field as its column's type; a value that does not fit becomes null. */
export function convert(reading: Reading, field: Field, times: Times): Sql {
  if (field.type !== 'list') return convertScalar(reading, field.type, timesOf(times, field.path))
  const elements = readListElements(reading, field)
  if (elements === undefined) return emptyList(field)
  const element = { expression: sql`e`, shape: elements.shape }
  const converted =
    'of' in field
      ? convertScalar(element, field.of, timesOf(times, field.path))
      : convertObject(element, field.children, withinList(times))
  return sql`arrayMap(e -> ${converted}, ${elements.expression})`
}

function emptyList(field: Field): Sql {
  return 'of' in field ? sql`[]::Array(Nullable(String))` : sql`[]`
}

function convertObject(element: Reading, children: readonly Field[], times: Times): Sql {
  const read: ReadValue = (path) => readPath(readElements(element), path)
  const parts = children.map((child) => {
    const reading = readField(read, child, children)
    return reading === undefined ? missing(child) : convert(reading, child, times)
  })
  return sql`tuple(${join(parts)})`
}

function missing(field: Field): Sql {
  return field.type === 'list' ? sql`[]` : sql`NULL`
}

export function convertScalar(reading: Reading, type: ScalarType, times: TimesOfColumn): Sql {
  const { expression, shape } = reading
  const text = asText(expression, shape)
  switch (type) {
    case 'string':
      return text
    case 'number':
      return finite(shape.kind === 'number' ? sql`toFloat64(${expression})` : readNumber(text))
    case 'boolean':
      return shape.kind === 'boolean' ? sql`toNullable(${expression})` : parseBoolean(text)
    case 'timestamp':
      return shape.kind === 'time'
        ? readTypedTime(expression, shape, times.zone)
        : parseTime(text, times)
    case 'date':
      return readDay(reading, times)
    default:
      return type satisfies never
  }
}

/** The calendar day that a value names, as its midnight in UTC, whatever the zone of the dataset. */
function readDay(reading: Reading, times: TimesOfColumn): Sql {
  const time = convertScalar(reading, 'timestamp', { ...times, zone: 'UTC' })
  return sql`toDateTime64(toDate32(${time}, 'UTC'), 3, 'UTC')`
}

/** Any value as text; objects and lists as JSON. */
export function asText(expression: Sql, shape: ValueShape): Sql {
  if (shape.kind === 'text') return expression
  if (shape.kind === 'list' || shape.kind === 'object') return sql`toJSONString(${expression})`
  return sql`toString(${expression})`
}

function readNumber(text: Sql): Sql {
  return sql`toFloat64OrNull(trimBoth(${text}))`
}

function finite(number: Sql): Sql {
  return sql`if(isFinite(${number}), ${number}, NULL)`
}

function parseBoolean(text: Sql): Sql {
  return sql`CAST(transform(lower(trimBoth(${text})), ['true', 'false', '1', '0', 'yes', 'no', 't', 'f', 'y', 'n'],
    [1, 0, 1, 0, 1, 0, 1, 0, 1, 0]::Array(Nullable(UInt8)), NULL::Nullable(UInt8)), 'Nullable(Bool)')`
}
