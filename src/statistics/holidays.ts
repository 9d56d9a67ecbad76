const DAY_MS = 86_400_000

/** The day of a holiday in a year, as UTC midnight of its date. */
type DayOf = (year: number) => number

const fixed =
  (month: number, day: number): DayOf =>
  (year) =>
    Date.UTC(year, month - 1, day)

const MONDAY = 1
const THURSDAY = 4

/** The nth of a weekday (from 0 for Sunday) in a month. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  const first = Date.UTC(year, month - 1, 1)
  const ahead = (weekday - new Date(first).getUTCDay() + 7) % 7
  return first + (ahead + 7 * (nth - 1)) * DAY_MS
}

/** The last Monday of May. */
function memorialDay(year: number): number {
  const last = Date.UTC(year, 5, 0)
  return last - ((new Date(last).getUTCDay() - MONDAY + 7) % 7) * DAY_MS
}

const thanksgiving: DayOf = (year) => nthWeekday(year, 11, THURSDAY, 4)

/** Holidays that bend the numbers of most businesses. semantics §8.10 */
const holidays: readonly DayOf[] = [
  memorialDay,
  fixed(7, 4),
  thanksgiving,
  (year) => thanksgiving(year) + DAY_MS,
  (year) => thanksgiving(year) + 4 * DAY_MS,
  fixed(12, 24),
  fixed(12, 25),
  fixed(12, 26),
  fixed(12, 31),
  fixed(1, 1),
]

/**
 * The local time a year earlier that is the same time of the same holiday; null where a local time is
 * on no holiday. Both as UTC milliseconds of the wall clock.
 */
export function findHolidayLastYear(wall: number): number | null {
  const day = Math.floor(wall / DAY_MS) * DAY_MS
  const year = new Date(day).getUTCFullYear()
  const holiday = holidays.find((dayOf) => dayOf(year) === day)
  return holiday === undefined ? null : holiday(year - 1) + (wall - day)
}
