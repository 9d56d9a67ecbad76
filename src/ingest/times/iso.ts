import { sql, value } from '../../lake/sql.ts'
import type { TimeFormat } from './time-format.ts'

/**
 * ISO 8601 and what looks like it. By far the most frequent, so it is read by ClickHouse's own quick
 * reader, once the pattern has left out what that takes for something else: in 26.7 day 0 is day 1,
 * minute 60 is 0, 25:00 is 1:00, and a comma before the fraction is nothing.
 */
const month = '\\d{4}[-/.](?:0?[1-9]|1[0-2])'
const date = `${month}[-/.](?:0?[1-9]|[12]\\d|3[01])`
const compactDate = '\\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const hour = '(?:[01]?\\d|2[0-3])'
const clock = `${hour}(?::[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?)?`
const compactClock = '(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d(?:[.,]\\d+)?)?'
const offset = '(?: ?(?:Z|z|UTC|GMT|[-+](?:0\\d|1[0-4])(?::?[0-5]\\d)?))?'

export const iso: TimeFormat = {
  label: 'ISO 8601',
  examples: [
    { text: '2024-01-02T03:04:05.678Z', instant: '2024-01-02T03:04:05.678Z' },
    { text: '2024-01-02T03:04:05+01:00', instant: '2024-01-02T02:04:05Z' },
    { text: '2024-01-02 03:04:05,123', instant: '2024-01-02T03:04:05.123Z' },
    { text: '2024/01/02 03:04', instant: '2024-01-02T03:04:00Z' },
    { text: '2024-01-02', instant: '2024-01-02T00:00:00Z' },
    { text: '2024-01', instant: '2024-01-01T00:00:00Z' },
    { text: '20240102T030405Z', instant: '2024-01-02T03:04:05Z' },
  ],
  pattern: `^(?:\\d{4}[-/](?:0[1-9]|1[0-2])|${date}(?:(?:[Tt]| +)${clock}${offset})?|${compactDate}[Tt](?:${clock}|${compactClock})${offset})$`,
  read: (text, { local }) =>
    sql`toTimeZone(parseDateTime64BestEffortOrNull(replaceOne(${text}, ',', '.'), 3, ${value(local, 'String')}), 'UTC')`,
}
