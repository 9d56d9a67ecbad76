import {
  type Calendar,
  type GregorianCalendar,
  type RetailCalendar,
  type Weekday,
  weekdayNames,
} from './calendar.ts'
import { DAY_MS } from './zone.ts'

/**
 * A calendar as a sequence of months, twelve to a year. Month `12 * year + i` is the i-th (from 0) of
 * the year of that name; days count from 1970-01-01. A year is named after the calendar year in
 * which its first week ends. semantics §3.1
 */
export interface Months {
  /** Days from the epoch's Thursday to the first weekday of a week, 0 to 6. */
  readonly weekShift: number
  /** The month that holds a day. */
  at(day: number): number
  /** The first day of a month. */
  start(month: number): number
  /** Added to a month, gives `12 * year + m` of the Gregorian month (from 0) that it is called after. */
  readonly nameShift: number
}

const cache = new WeakMap<Calendar, Months>()

/** The months of a data view's calendar. */
export function chooseMonths(calendar: Calendar): Months {
  const known = cache.get(calendar)
  if (known !== undefined) return known
  const months = calendar.type === 'gregorian' ? gregorian(calendar) : retail(calendar)
  cache.set(calendar, months)
  return months
}

/** The epoch's Thursday among the names of weekdays. */
const EPOCH_WEEKDAY = 3

const placeInWeek = (weekday: Weekday): number =>
  weekdayNames.findIndex((name) => name.toLowerCase() === weekday)

const dayOf = (year: number, month: number, day: number): number =>
  new Date(0).setUTCFullYear(year, month, day) / DAY_MS

const gregorianMonthOf = (day: number): number => {
  const date = new Date(day * DAY_MS)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function gregorian(calendar: GregorianCalendar): Months {
  const nameShift = calendar.firstMonth - 1
  return {
    weekShift: (placeInWeek(calendar.firstDayOfWeek) - EPOCH_WEEKDAY + 7) % 7,
    at: (day) => gregorianMonthOf(day) - nameShift,
    start: (month) => dayOf(0, month + nameShift, 1),
    nameShift,
  }
}

const weeksBefore: Readonly<Record<RetailCalendar['type'], readonly number[]>> = {
  '4-5-4': [0, 4, 9, 13, 17, 22, 26, 30, 35, 39, 43, 48],
  '4-4-5': [0, 4, 8, 13, 17, 21, 26, 30, 34, 39, 43, 47],
  '5-4-4': [0, 5, 9, 13, 18, 22, 26, 31, 35, 39, 44, 48],
}

/** The first and last first day that the published 4-5-4 calendar of retail can have: Sundays. */
const PUBLISHED = { first: '01-29', last: '02-04' }

/**
 * Months of whole weeks; the last has one more in a year of 53 weeks. A month is called after the
 * Gregorian month that holds the middle of the calendar's first month, and so on from there.
 */
function retail(calendar: RetailCalendar): Months {
  const yearStart = yearStarts(calendar)
  const before = weeksBefore[calendar.type]
  const first = Date.parse(calendar.firstDayOfYear) / DAY_MS
  const start = (month: number): number =>
    yearStart(Math.floor(month / 12)) + 7 * before[((month % 12) + 12) % 12]!
  const at = (day: number): number => {
    let year = nameOfYear(first) + Math.floor((day - first) / 365.25)
    while (yearStart(year) > day) year--
    while (yearStart(year + 1) <= day) year++
    const week = Math.floor((day - yearStart(year)) / 7)
    return year * 12 + before.findLastIndex((weeks) => weeks <= week)
  }
  const nameShift = gregorianMonthOf(first + 14) - nameOfYear(first) * 12
  return { weekShift: ((first % 7) + 7) % 7, at, start, nameShift }
}

const nameOfYear = (firstDay: number): number => new Date((firstDay + 6) * DAY_MS).getUTCFullYear()

/** The first day of the year of a name. */
function yearStarts(calendar: RetailCalendar): (year: number) => number {
  const first = Date.parse(calendar.firstDayOfYear) / DAY_MS
  const firstYear = nameOfYear(first)
  const extra = calendar.extraWeekYears
  if (extra === undefined) return driftingYearStarts(calendar, first)
  const extraIn = (from: number, to: number): number =>
    extra.filter((year) => year >= from && year < to).length
  return (year) => {
    const weeks = 52 * (year - firstYear) + extraIn(firstYear, year) - extraIn(year, firstYear)
    return first + 7 * weeks
  }
}

/**
 * Years of 52 weeks begin 1 or 2 days earlier each; the week that is added when this drift reaches 7
 * brings them back to at most 6 days before the anniversary of the given first day. For the
 * published 4-5-4 calendar that day is February 4th, in whichever of its years the given day is.
 */
function driftingYearStarts(calendar: RetailCalendar, first: number): (year: number) => number {
  const given = new Date(first * DAY_MS)
  const monthDay = calendar.firstDayOfYear.slice(5)
  const isPublished =
    calendar.type === '4-5-4' &&
    given.getUTCDay() === 0 &&
    monthDay >= PUBLISHED.first &&
    monthDay <= PUBLISHED.last
  const [month, day] = isPublished ? [1, 4] : [given.getUTCMonth(), given.getUTCDate()]
  const yearShift = given.getUTCFullYear() - nameOfYear(first)
  return (year) => {
    const anniversary = dayOf(year + yearShift, month, day)
    return anniversary - ((((anniversary - first) % 7) + 7) % 7)
  }
}

/** The first moments of the months of some years, as UTC milliseconds of the wall clock, and the end of the last. */
export function listMonthStarts(
  calendar: Calendar,
  fromYear: number,
  toYear: number,
): Float64Array {
  const { start } = chooseMonths(calendar)
  const months = (toYear + 1 - fromYear) * 12
  return Float64Array.from({ length: months + 1 }, (_, m) => start(fromYear * 12 + m) * DAY_MS)
}
