import { type Calendar, type Clock, type TimeRange, weekdayNames } from './calendar.ts'
import { type Months, chooseMonths } from './months.ts'
import {
  buildCycleDomain,
  buildLineDomain,
  type TimeCycle,
  type TimeDomain,
  type TimeLine,
} from './time-domain.ts'
import { makeEqualSteps, chooseSteps, type TimeUnit } from './units.ts'
import { DAY_MS } from './zone.ts'

export type { TimeDomain, TimeItem } from './time-domain.ts'

/** A standard dimension that is read off an event's time. semantics §3.13 */
export type TimeDimension = {
  readonly label: string
  readonly description: string
} & (
  | { readonly kind: 'line'; readonly line: (calendar: Calendar) => TimeLine }
  | { readonly kind: 'cycle'; readonly cycle: (calendar: Calendar) => TimeCycle }
)

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** In English, January first. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const modulo = (value: number, by: number): number => ((value % by) + by) % by

const dayOf = (wall: number): number => Math.floor(wall / DAY_MS)

const numbers = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index)

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

const line = (
  unit: TimeUnit,
  label: string,
  description: string,
  text: (wall: number, months: Months) => string,
): TimeDimension => ({
  kind: 'line',
  label,
  description,
  line: (calendar) => {
    const months = chooseMonths(calendar)
    const hasEqualUnits = unit !== 'month' && unit !== 'quarter' && unit !== 'year'
    return { steps: chooseSteps(unit, calendar), text: (wall) => text(wall, months), hasEqualUnits }
  },
})

const isoText = (length: number) => (wall: number) => new Date(wall).toISOString().slice(0, length)

const minutes = (count: number): TimeDimension => ({
  kind: 'line',
  label: `${count} minutes`,
  description: `Each ${count} minutes of the clock, such as 2026-01-31T14:${pad(count)}`,
  line: () => ({
    steps: makeEqualSteps(count * MINUTE_MS),
    text: isoText(16),
    hasEqualUnits: true,
  }),
})

const monthText = (wall: number, months: Months): string => {
  const named = months.at(dayOf(wall)) + months.nameShift
  return `${pad(Math.floor(named / 12), 4)}-${pad(modulo(named, 12) + 1)}`
}

const yearOf = (wall: number, months: Months): number => Math.floor(months.at(dayOf(wall)) / 12)

const quarterText = (wall: number, months: Months): string => {
  const quarter = modulo(Math.floor(months.at(dayOf(wall)) / 3), 4) + 1
  return `${pad(yearOf(wall, months), 4)}-Q${quarter}`
}

/** Parts of the clock: the same in every calendar. */
const clockPart = (
  label: string,
  description: string,
  sizeMs: number,
  cycleMs: number,
  itemOf: (index: number) => string | number = (index) => index,
): TimeDimension => {
  const items = numbers(0, cycleMs / sizeMs).map(itemOf)
  const index = (wall: number): number => modulo(Math.floor(wall / sizeMs), items.length)
  const example = (place: number): number => place * sizeMs
  const steps = makeEqualSteps(sizeMs)
  return { kind: 'cycle', label, description, cycle: () => ({ steps, index, items, example }) }
}

interface CalendarPart {
  readonly unit: TimeUnit
  readonly items: readonly (string | number)[]
  readonly index: (wall: number) => number
}

/** An example of a part is searched from here on; all parts of a year come within 12 years. */
const EXAMPLES = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2036, 0, 1) }

const calendarPart = (
  label: string,
  description: string,
  part: (months: Months, calendar: Calendar) => CalendarPart,
): TimeDimension => ({
  kind: 'cycle',
  label,
  description,
  cycle: (calendar) => {
    const { unit, items, index } = part(chooseMonths(calendar), calendar)
    const steps = chooseSteps(unit, calendar)
    const example = (place: number): number => {
      let wall = steps.floor(EXAMPLES.from)
      while (index(wall) !== place && wall < EXAMPLES.to) wall = steps.next(wall)
      return wall
    }
    return { steps, index, items, example }
  },
})

/** Names of the days in the calendar's week order; 1970-01-01 was a Thursday. */
const weekdaysInOrder = ({ weekShift }: Months): string[] =>
  numbers(weekShift + 3, 7).map((index) => weekdayNames[index % 7]!)

const yearStart = (wall: number, months: Months): number =>
  months.start(Math.floor(months.at(dayOf(wall)) / 12) * 12)

const isWeekend = (wall: number): boolean => [2, 3].includes(modulo(dayOf(wall), 7))

/** Week 1 is the one with the fourth day of the year: ISO 8601 where weeks start on Monday. */
const weekOfYear = (week: number, months: Months): number => {
  const middle = week + 3 * DAY_MS
  return Math.floor((dayOf(middle) - yearStart(middle, months)) / 7)
}

/**
 * The time dimensions in the order of the pickers. All are of local time in the data view's zone.
 * With a retail calendar the parts of months and years are those of its months and years; a month
 * is named after the Gregorian month that it stands for (`2023-02` starts on 2023-01-29).
 */
export const timeDimensions = {
  second: line('second', 'Second', 'Each second, such as 2026-01-31T14:05:07', isoText(19)),
  minute: line('minute', 'Minute', 'Each minute, such as 2026-01-31T14:05', isoText(16)),
  '5-minutes': minutes(5),
  '10-minutes': minutes(10),
  '15-minutes': minutes(15),
  '30-minutes': minutes(30),
  hour: line('hour', 'Hour', 'Each hour, such as 2026-01-31T14', isoText(13)),
  day: line('day', 'Day', 'Each day, such as 2026-01-31', isoText(10)),
  week: line('week', 'Week', 'Each week, by the date of its first day', isoText(10)),
  month: line('month', 'Month', 'Each month, such as 2026-01', monthText),
  quarter: line('quarter', 'Quarter', 'Each quarter, such as 2026-Q1', quarterText),
  year: line('year', 'Year', 'Each year, such as 2026; named after the year it starts in', (w, m) =>
    pad(yearOf(w, m), 4),
  ),
  'minute-of-hour': clockPart('Minute of hour', '0 to 59', MINUTE_MS, HOUR_MS),
  'minute-of-day': clockPart(
    'Minute of day',
    'Hour and minute, 00:00 to 23:59',
    MINUTE_MS,
    DAY_MS,
    (minute) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`,
  ),
  'hour-of-day': clockPart('Hour of day', '0 to 23', HOUR_MS, DAY_MS),
  'am-pm': clockPart('AM/PM', 'Before or from noon', 12 * HOUR_MS, DAY_MS, (half) =>
    half === 0 ? 'AM' : 'PM',
  ),
  'day-of-week': calendarPart('Day of week', 'Monday to Sunday', (months) => ({
    unit: 'day',
    items: weekdaysInOrder(months),
    index: (wall) => modulo(dayOf(wall) - months.weekShift, 7),
  })),
  'weekday-weekend': calendarPart('Weekday/weekend', 'Saturday and Sunday are weekend', () => ({
    unit: 'day',
    items: ['Weekday', 'Weekend'],
    index: (wall) => (isWeekend(wall) ? 1 : 0),
  })),
  'day-of-month': calendarPart('Day of month', '1 to 31', (months, calendar) => ({
    unit: 'day',
    items: numbers(1, calendar.type === 'gregorian' ? 31 : 42),
    index: (wall) => dayOf(wall) - months.start(months.at(dayOf(wall))),
  })),
  'day-of-year': calendarPart('Day of year', '1 to 366', (months, calendar) => ({
    unit: 'day',
    items: numbers(1, calendar.type === 'gregorian' ? 366 : 371),
    index: (wall) => dayOf(wall) - yearStart(wall, months),
  })),
  'week-of-year': calendarPart(
    'Week of year',
    '1 to 53; week 1 has the fourth day of the year',
    (months) => ({
      unit: 'week',
      items: numbers(1, 53),
      index: (wall) => weekOfYear(wall, months),
    }),
  ),
  'month-of-year': calendarPart('Month of year', 'January to December', (months) => ({
    unit: 'month',
    items: numbers(months.nameShift, 12).map((index) => monthNames[modulo(index, 12)]!),
    index: (wall) => modulo(months.at(dayOf(wall)), 12),
  })),
  'quarter-of-year': calendarPart('Quarter of year', 'Q1 to Q4', (months) => ({
    unit: 'quarter',
    items: ['Q1', 'Q2', 'Q3', 'Q4'],
    index: (wall) => modulo(Math.floor(months.at(dayOf(wall)) / 3), 4),
  })),
} as const satisfies Record<string, TimeDimension>

export type TimeDimensionId = keyof typeof timeDimensions

export const isTimeDimension = (id: string): id is TimeDimensionId =>
  Object.hasOwn(timeDimensions, id)

/** The buckets and items of a time dimension over a range. */
export function buildTimeDomain(
  id: TimeDimensionId,
  { timeZone, calendar }: Clock,
  { start, end }: TimeRange,
): TimeDomain {
  const dimension: TimeDimension = timeDimensions[id]
  const request = { timeZone, start, end }
  if (dimension.kind === 'line') return buildLineDomain(request, dimension.line(calendar))
  return buildCycleDomain(request, dimension.cycle(calendar))
}

/** As many buckets as `buildTimeDomain` can make of a range, or some more: to be asked before. */
export function countMostBuckets(
  id: TimeDimensionId,
  calendar: Calendar,
  { start, end }: TimeRange,
): number {
  const dimension: TimeDimension = timeDimensions[id]
  const { steps } = dimension.kind === 'line' ? dimension.line(calendar) : dimension.cycle(calendar)
  return Math.ceil((end - start) / steps.shortestMs)
}
