import { literal, type Sql, sql } from '../../lake/sql.ts'
import type { ValueShape } from '../source.ts'
import { inRange } from './parse-time.ts'

type TimeShape = Extract<ValueShape, { kind: 'time' }>

/** A `Nullable(DateTime64(3, 'UTC'))` of a value that is a time already, cut to the millisecond. */
export function readTypedTime(time: Sql, { of }: TimeShape, zone: string): Sql {
  if (of === 'instant') return inRange(sql`toDateTime64(toStartOfMillisecond(${time}), 3, 'UTC')`)
  const local = of === 'date' ? sql`toDateTime64(${time}, 3, 'UTC')` : time
  return inRange(sql`toTimeZone(${atClock(local, zone)}, 'UTC')`)
}

/** Why a row with this time is put aside, or ''. */
export function typedTimeProblem(time: Sql, shape: TimeShape, zone: string): Sql {
  return sql`multiIf(isNull(${time}), 'missing-time', isNull(${readTypedTime(time, shape, zone)}), 'time-out-of-range', '')`
}

/** The instant at which clocks of a zone show what this time shows. */
function atClock(time: Sql, zone: string): Sql {
  return sql`makeDateTime64(toYear(${time}), toMonth(${time}), toDayOfMonth(${time}), toHour(${time}),
    toMinute(${time}), toSecond(${time}), toMillisecond(${time}), 3, ${literal(zone)})`
}
