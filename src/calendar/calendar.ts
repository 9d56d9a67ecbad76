/** The items of the day of the week, in the order of ISO 8601. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

export type Weekday = Lowercase<(typeof weekdayNames)[number]>

export interface GregorianCalendar {
  readonly type: 'gregorian'
  /** Of the year, 1 to 12. */
  readonly firstMonth: number
  readonly firstDayOfWeek: Weekday
}

/** Months of whole weeks, in quarters of 13. */
export interface RetailCalendar {
  /** How many weeks the months of a quarter have. */
  readonly type: '4-5-4' | '4-4-5' | '5-4-4'
  /** A day on which a year of this calendar starts: `2026-02-01`. */
  readonly firstDayOfYear: string
  /** Years with a 53rd week, added to the last month; by drift when left out. */
  readonly extraWeekYears?: readonly number[] | undefined
}

/** How days make weeks, months, quarters and years. semantics §3.1 */
export type Calendar = GregorianCalendar | RetailCalendar

/** What local time and its parts depend on: a data view has both. */
export interface Clock {
  /** An IANA name. */
  readonly timeZone: string
  readonly calendar: Calendar
}

/** UTC milliseconds, `[start, end)`. */
export interface TimeRange {
  readonly start: number
  readonly end: number
}
