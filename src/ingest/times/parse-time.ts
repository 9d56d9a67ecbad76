import { literal, type Sql, sql } from '../../lake/sql.ts'
import { type TimeFormatName, timeFormats } from './index.ts'
import type { TimeFormat, Zones } from './time-format.ts'

/** How the times of a column are written: in one of these formats each, no two of which mean the same text. */
export interface TimeSpelling {
  readonly formats: readonly TimeFormatName[]
  /** Time zones that its texts name. */
  readonly zones?: readonly string[]
}

/** What a column's times are read by: how they are written, and the zone of those without one. */
export interface TimesOfColumn {
  readonly zone: string
  readonly spelling: TimeSpelling
}

/** For columns that nobody has looked at. */
export const plainTimes: TimeSpelling = {
  formats: [
    'iso',
    'compact',
    'epoch-seconds',
    'epoch-milliseconds',
    'epoch-microseconds',
    'epoch-nanoseconds',
  ],
}

/** A `Nullable(DateTime64(3, 'UTC'))` from text: null for what cannot be read and for years out of range. */
export function parseTime(text: Sql, times: TimesOfColumn): Sql {
  return sql`arrayMap(time -> ${inRange(sql`time`)}, [${parseAnyTime(text, times)}])[1]`
}

/** Instants before 1900 and after 2299 become null. semantics §1.2 */
export function inRange(time: Sql): Sql {
  return sql`if(${time} BETWEEN toDateTime64('1900-01-01 00:00:00', 3, 'UTC')
    AND toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC'), ${time}, NULL)`
}

/** Why a row with this time text is put aside, or ''. */
export function timeProblem(text: Sql, times: TimesOfColumn): Sql {
  const time = sql`time`
  return sql`arrayMap(time -> multiIf(isNotNull(${inRange(time)}), '', ifNull(trimBoth(${text}), '') = '', 'missing-time',
    isNotNull(${time}), 'time-out-of-range', 'unreadable-time'), [${parseAnyTime(text, times)}])[1]`
}

function parseAnyTime(text: Sql, { spelling, zone }: TimesOfColumn): Sql {
  const zones = { local: zone, named: spelling.zones ?? [] }
  return spelling.formats.reduceRight(
    (later, name) => readIn(name, sql`trimBoth(${text})`, zones, later),
    sql`NULL::Nullable(DateTime64(3, 'UTC'))`,
  )
}

/** The time of a text in a format, `otherwise` when it has another. */
export function readIn(name: TimeFormatName, text: Sql, zones: Zones, otherwise: Sql): Sql {
  const { pattern, fits, read } = formatCalled(name)
  const also = fits === undefined ? sql`` : sql`AND ${fits(text)}`
  return sql`if(match(ifNull(${text}, ''), ${literal(pattern)}) ${also}, ${read(text, zones)}, ${otherwise})`
}

const formatCalled = (name: TimeFormatName): TimeFormat => timeFormats[name]
