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

/** Reads times by the groups of a pattern. What cannot be (30 February, 12:60) is null. */
export function readParts(pattern: string, parts: readonly Part[]) {
  return (text: Sql, zones: Zones): Sql => {
    const part = (name: Part): Sql => {
      const index = parts.indexOf(name)
      return index === -1 ? sql`''` : sql`g[${literalNumber(index + 1)}]`
    }
    const instant = sql`if(length(g) = 0, NULL, ${instantOf(part, zones)})`
    return sql`fromUnixTimestamp64Milli(arrayMap(g -> ${instant},
      [extractGroups(ifNull(${text}, ''), ${literal(pattern)})])[1], 'UTC')`
  }
}

const literalNumber = (number: number): Sql => ({ kind: 'sql', parts: [String(number)] })

function instantOf(part: (name: Part) => Sql, zones: Zones): Sql {
  const named = sql`indexOf([${join(monthNames.map(literal))}], lower(${part('month name')}))`
  const month = sql`greatest(${named}, toUInt16OrZero(${part('month')}))`
  const year = yearOf(part('year'))
  const day = sql`toUInt16OrZero(${part('day')})`
  const clock = clockOf(part)
  const fits = sql`${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND ${daysIn(year, month)} AND ${clock.fits}`
  const at = (zone: string) => sql`toUnixTimestamp64Milli(makeDateTime64(
    ${year}, ${month}, ${day}, ${clock.hour}, ${clock.minute}, ${clock.second}, ${clock.milliseconds}, 3, ${literal(zone)}))`
  return sql`multiIf(NOT (${fits}), NULL, ${year} NOT BETWEEN 1900 AND 2299, ${outOfRange},
    ${inZone(part('zone'), at, zones)})`
}

function inZone(zone: Sql, at: (zone: string) => Sql, { local, named }: Zones): Sql {
  const names = named.map((name) => sql`${zone} = ${literal(name)}, ${at(name)},`)
  return sql`multiIf(${zone} = '', ${at(local)}, ${join(names, sql` `)}
    ${at('UTC')} - ${offsetOf(zone)} * 60000)`
}

/** Two digits are a year from 1970 to 2069. */
function yearOf(digits: Sql): Sql {
  const year = sql`toUInt16OrZero(${digits})`
  return sql`if(length(${digits}) = 2, ${year} + if(${year} < 70, 2000, 1900), ${year})`
}

function daysIn(year: Sql, month: Sql): Sql {
  const isLeap = sql`${year} % 4 = 0 AND (${year} % 100 != 0 OR ${year} % 400 = 0)`
  return sql`multiIf(${month} IN (4, 6, 9, 11), 30, ${month} != 2, 31, ${isLeap}, 29, 28)`
}

function clockOf(part: (name: Part) => Sql) {
  const written = sql`toUInt16OrZero(${part('hour')})`
  const half = sql`upper(${part('half')})`
  const minute = sql`toUInt16OrZero(${part('minute')})`
  const second = sql`toUInt16OrZero(${part('second')})`
  return {
    hour: sql`if(${half} = '', ${written}, ${written} % 12 + if(${half} = 'P', 12, 0))`,
    minute,
    second,
    milliseconds: sql`toUInt16OrZero(substring(rpad(${part('fraction')}, 3, '0'), 1, 3))`,
    fits: sql`if(${half} = '', ${written} < 24, ${written} BETWEEN 1 AND 12) AND ${minute} < 60 AND ${second} < 60`,
  }
}
