import type { TimeUnit } from '../../calendar/index.ts'
import type { DurationUnit } from '../../model/duration.ts'

/** What durations are counted in, as the calendar's units. */
export const timeUnits = {
  seconds: 'second',
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
  quarters: 'quarter',
  years: 'year',
} as const satisfies Readonly<Record<DurationUnit, TimeUnit>>
