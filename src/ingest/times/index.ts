import { accessLog } from './access-log.ts'
import { compact } from './compact.ts'
import { dayFirst } from './day-first.ts'
import { dayMonthName } from './day-month-name.ts'
import { epochMicroseconds } from './epoch-microseconds.ts'
import { epochMilliseconds } from './epoch-milliseconds.ts'
import { epochNanoseconds } from './epoch-nanoseconds.ts'
import { epochSeconds } from './epoch-seconds.ts'
import { iso } from './iso.ts'
import { isoNamedZone } from './iso-named-zone.ts'
import { monthFirst } from './month-first.ts'
import { monthNameFirst } from './month-name-first.ts'
import { shortYearFirst } from './short-year-first.ts'
import type { TimeFormat } from './time-format.ts'
import { yearLast } from './year-last.ts'

/** How times can be written. One text has at most one of those that are no reading of the same digits. */
export const timeFormats = {
  iso,
  'iso-named-zone': isoNamedZone,
  'access-log': accessLog,
  'month-name-first': monthNameFirst,
  'day-month-name': dayMonthName,
  'year-last': yearLast,
  'day-first': dayFirst,
  'month-first': monthFirst,
  'short-year-first': shortYearFirst,
  compact,
  'epoch-seconds': epochSeconds,
  'epoch-milliseconds': epochMilliseconds,
  'epoch-microseconds': epochMicroseconds,
  'epoch-nanoseconds': epochNanoseconds,
} satisfies Record<string, TimeFormat>

export type TimeFormatName = keyof typeof timeFormats

export const isTimeFormat = (name: string): name is TimeFormatName =>
  Object.hasOwn(timeFormats, name)
