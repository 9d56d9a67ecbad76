import { join, literal, type Sql, sql } from '../../lake/sql.ts'
import type { Zones } from './time-format.ts'
import { offsetOf } from './zone-offset.ts'

type Part =
  | 'year'
  | 'month'
  /** `Jan`, in English. */
  | 'month name'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'zone'

/** The groups of `time` in `pattern.ts`. */
export const timeParts = ['hour', 'minute', 'second', 'fraction', 'half', 'zone'] as const

/** An instant before all that are kept: the year is out of range. */
const outOfRange = sql`toInt64(-5000000000000)`

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * Reads times by the groups of a pattern. What cannot be (30 February, 12:60) is null. Parts are computed
 * once, under their names: ClickHouse 26.7 takes seconds to analyse them where they are written out.
 */
export function readParts(pattern: string, parts: readonly Part[]) {
  return (text: Sql, zones: Zones): Sql => {
    const group = (name: Part): Sql => {
      const index = parts.indexOf(name)
      return index === -1 ? sql`''` : sql`g[${literalNumber(index + 1)}]`
    }
    const instant = sql`arrayMap((year, month, day, hour, minute, second, milliseconds, half, zone) ->
      ${instantIn(zones)}, ${join(partsOf(group).map((part) => sql`[${part}]`))})[1]`
    return sql`fromUnixTimestamp64Milli(arrayMap(g -> ${instant},
      [extractGroups(ifNull(${text}, ''), ${literal(pattern)})])[1], 'UTC')`
  }
}

const literalNumber = (number: number): Sql => ({ kind: 'sql', parts: [String(number)] })

/** Zeros and empty texts for groups that are not there. */
function partsOf(group: (name: Part) => Sql): readonly Sql[] {
  const number = (name: Part) => sql`toUInt16OrZero(${group(name)})`
  const named = sql`indexOf([${join(monthNames.map(literal))}], lower(${group('month name')}))`
  return [
    yearOf(group('year')),
    sql`greatest(${named}, ${number('month')})`,
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
    sql`toUInt16OrZero(substring(rpad(${group('fraction')}, 3, '0'), 1, 3))`,
    sql`upper(${group('half')})`,
    group('zone'),
  ]
}

/** Two digits are a year from 1970 to 2069. */
function yearOf(digits: Sql): Sql {
  const year = sql`toUInt16OrZero(${digits})`
  return sql`if(length(${digits}) = 2, ${year} + if(${year} < 70, 2000, 1900), ${year})`
}

const daysInMonth = sql`multiIf(month IN (4, 6, 9, 11), 30, month != 2, 31,
  year % 4 = 0 AND (year % 100 != 0 OR year % 400 = 0), 29, 28)`

const fits = sql`month BETWEEN 1 AND 12 AND day BETWEEN 1 AND ${daysInMonth}
  AND if(half = '', hour < 24, hour BETWEEN 1 AND 12) AND minute < 60 AND second < 60`

const hourOfDay = sql`if(half = '', hour, hour % 12 + if(half = 'P', 12, 0))`

const instantIn = (zones: Zones): Sql =>
  sql`multiIf(NOT (${fits}), NULL, year NOT BETWEEN 1900 AND 2299, ${outOfRange}, ${inZone(zones)})`

function inZone({ local, named }: Zones): Sql {
  const at = (name: string) => sql`toUnixTimestamp64Milli(makeDateTime64(
    year, month, day, ${hourOfDay}, minute, second, milliseconds, 3, ${literal(name)}))`
  const names = named.map((name) => sql`zone = ${literal(name)}, ${at(name)},`)
  return sql`multiIf(zone = '', ${at(local)}, ${join(names, sql` `)}
    ${at('UTC')} - ${offsetOf(sql`zone`)} * 60000)`
}
