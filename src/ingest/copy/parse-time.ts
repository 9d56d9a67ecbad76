import { type Sql, sql, value } from '../../lake/sql.ts'

/**
 * A `Nullable(DateTime64(3, 'UTC'))` from text: ISO 8601 and what looks like it, RFC 2822 dates,
 * `13/03/2024` (day first), epoch seconds, milliseconds, microseconds or nanoseconds by size.
 * Text without offset is in `timeZone`. Null for what cannot be read and for years before 1900.
 */
export function parseTime(text: Sql, timeZone: string): Sql {
  return since1900(parseAnyTime(text, timeZone))
}

/** Instants before 1900 become null. semantics §1.2 */
export function since1900(time: Sql): Sql {
  return sql`if(${time} < toDateTime64('1900-01-01 00:00:00', 3, 'UTC'), NULL, ${time})`
}

/** Why a row with this time text is put aside, or ''. `time` is `parseTime(text)`. */
export function timeProblem(text: Sql, time: Sql, timeZone: string): Sql {
  return sql`multiIf(isNotNull(${time}), '', ifNull(trimBoth(${text}), '') = '', 'missing-time',
    isNotNull(${parseAnyTime(text, timeZone)}), 'time-out-of-range', 'unreadable-time')`
}

function parseAnyTime(text: Sql, timeZone: string): Sql {
  const number = sql`toFloat64OrNull(${text})`
  const written = sql`toTimeZone(parseDateTime64BestEffortOrNull(${text}, 3, ${value(timeZone, 'String')}), 'UTC')`
  return sql`multiIf(
    isNull(${number}), if(${looksWhole(text)}, ${written}, NULL),
    match(ifNull(${text}, ''), '^(19|20)(\\\\d{6}|\\\\d{12})$'), ${written},
    ${fromEpoch(number)})`
}

// ClickHouse 26.7 reads "March" and "12:30" as days of this year, and 25:00 as 01:00 of the next day.
function looksWhole(text: Sql): Sql {
  return sql`match(ifNull(${text}, ''), '\\\\d{4}') AND NOT match(ifNull(${text}, ''), '[T ](2[4-9]|[3-9]\\\\d):')`
}

function fromEpoch(number: Sql): Sql {
  const milliseconds = sql`multiIf(abs(${number}) < 1e11, ${number} * 1e3, abs(${number}) < 1e14, ${number},
    abs(${number}) < 1e17, ${number} / 1e3, ${number} / 1e6)`
  return sql`if(abs(${number}) < 9e18, fromUnixTimestamp64Milli(toInt64(round(${milliseconds})), 'UTC'), NULL)`
}
