import type { Calendar, Clock } from './calendar.ts'
import { type Months, chooseMonths } from './months.ts'
import { DAY_MS, fromWallTime, toWallTime } from './zone.ts'

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** How local time, in milliseconds (`toWallTime`), is cut into pieces. */
export interface Steps {
  /** The start of the piece that holds `wall`. */
  floor(wall: number): number
  /** The start of the piece after the one that starts at `start`. */
  next(start: number): number
  /** The length of a piece, of the shortest when they differ. */
  readonly shortestMs: number
}

/** Pieces of equal length, counted from midnight. */
export const makeEqualSteps = (sizeMs: number): Steps => ({
  floor: (wall) => Math.floor(wall / sizeMs) * sizeMs,
  next: (start) => start + sizeMs,
  shortestMs: sizeMs,
})

const equal = {
  second: makeEqualSteps(1000),
  minute: makeEqualSteps(60_000),
  hour: makeEqualSteps(3_600_000),
  day: makeEqualSteps(DAY_MS),
} as const

const unitMonths = { month: 1, quarter: 3, year: 12 } as const

const weekSteps = ({ weekShift }: Months): Steps => ({
  floor: (wall) => {
    const day = Math.floor(wall / DAY_MS) - weekShift
    return (Math.floor(day / 7) * 7 + weekShift) * DAY_MS
  },
  next: (start) => start + 7 * DAY_MS,
  shortestMs: 7 * DAY_MS,
})

const monthSteps = (months: Months, count: number): Steps => {
  const first = (wall: number): number =>
    Math.floor(months.at(Math.floor(wall / DAY_MS)) / count) * count
  return {
    floor: (wall) => months.start(first(wall)) * DAY_MS,
    next: (start) => months.start(first(start) + count) * DAY_MS,
    shortestMs: 28 * DAY_MS * count,
  }
}

/** The pieces of local time that a unit of a calendar makes. */
export function chooseSteps(unit: TimeUnit, calendar: Calendar): Steps {
  if (unit === 'week') return weekSteps(chooseMonths(calendar))
  if (unit === 'month' || unit === 'quarter' || unit === 'year') {
    return monthSteps(chooseMonths(calendar), unitMonths[unit])
  }
  return equal[unit]
}

/** The first instant of the unit that holds `ms`, in local time. */
export function startOf(ms: number, unit: TimeUnit, { timeZone, calendar }: Clock): number {
  return fromWallTime(chooseSteps(unit, calendar).floor(toWallTime(ms, timeZone)), timeZone)
}

/** The first instant of the unit after the one that holds `ms`: the exclusive end of that one. */
export function endOf(ms: number, unit: TimeUnit, { timeZone, calendar }: Clock): number {
  const steps = chooseSteps(unit, calendar)
  return fromWallTime(steps.next(steps.floor(toWallTime(ms, timeZone))), timeZone)
}

/**
 * The instant `count` units later (earlier when negative). Seconds, minutes and hours are elapsed
 * time; from days on the clocks show the same time of day. A day that the month does not have
 * becomes its last one.
 */
export function addUnits(ms: number, unit: TimeUnit, count: number, clock: Clock): number {
  if (count === 0) return ms
  if (unit === 'second' || unit === 'minute' || unit === 'hour') {
    return ms + count * equal[unit].shortestMs
  }
  return fromWallTime(addToWall(toWallTime(ms, clock.timeZone), unit, count, clock), clock.timeZone)
}

type DayUnit = Exclude<TimeUnit, 'second' | 'minute' | 'hour'>

function addToWall(wall: number, unit: DayUnit, count: number, { calendar }: Clock): number {
  if (unit === 'day') return wall + count * DAY_MS
  if (unit === 'week') return wall + count * 7 * DAY_MS
  const months = chooseMonths(calendar)
  const day = Math.floor(wall / DAY_MS)
  const month = months.at(day)
  const target = month + count * unitMonths[unit]
  const last = months.start(target + 1) - 1
  const sameDay = months.start(target) + (day - months.start(month))
  return Math.min(sameDay, last) * DAY_MS + (wall - day * DAY_MS)
}
