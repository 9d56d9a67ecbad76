import type { calendarUnits, DateRangeBounds, RollingInstant } from './date-ranges.ts'

type Unit = (typeof calendarUnits)[number]
type DateRangePreset = DateRangeBounds & { readonly label: string }

const start = (unit: Unit, back = 0): RollingInstant =>
  back === 0 ? { startOf: unit } : { startOf: unit, offset: { [`${unit}s`]: -back } }

const end = (unit: Unit): RollingInstant => ({ endOf: unit })

/** Whole past periods: `count` of them, ending `skip` periods before the current one. */
const past = (label: string, unit: Unit, count: number, skip = 0): DateRangePreset => ({
  label,
  start: start(unit, count + skip),
  end: start(unit, skip),
})

const current = (label: string, unit: Unit): DateRangePreset => ({
  label,
  start: start(unit),
  end: end(unit),
})

const untilToday = (label: string, unit: Unit): DateRangePreset => ({
  label,
  start: start(unit),
  end: start('day'),
})

const lastDays = (days: number): DateRangePreset => ({
  label: `Last ${days} days`,
  start: start('day', days - 1),
  end: end('day'),
})

const fullDays = (days: number): DateRangePreset => past(`Last ${days} full days`, 'day', days)

/** The preset ranges in the order of the picker; each is an ordinary rolling range. semantics §8.1 */
export const dateRangePresets = {
  today: current('Today', 'day'),
  yesterday: past('Yesterday', 'day', 1),
  '2-days-ago': past('2 days ago', 'day', 1, 1),
  '3-days-ago': past('3 days ago', 'day', 1, 2),
  'last-7-days': lastDays(7),
  'last-14-days': lastDays(14),
  'last-30-days': lastDays(30),
  'last-60-days': lastDays(60),
  'last-90-days': lastDays(90),
  'last-7-full-days': fullDays(7),
  'last-14-full-days': fullDays(14),
  'last-30-full-days': fullDays(30),
  'last-60-full-days': fullDays(60),
  'last-90-full-days': fullDays(90),
  'this-week': current('This week', 'week'),
  'this-month': current('This month', 'month'),
  'this-quarter': current('This quarter', 'quarter'),
  'this-year': current('This year', 'year'),
  'this-week-excluding-today': untilToday('This week, excluding today', 'week'),
  'this-month-excluding-today': untilToday('This month, excluding today', 'month'),
  'this-quarter-excluding-today': untilToday('This quarter, excluding today', 'quarter'),
  'this-year-excluding-today': untilToday('This year, excluding today', 'year'),
  'last-week': past('Last week', 'week', 1),
  'last-month': past('Last month', 'month', 1),
  'last-quarter': past('Last quarter', 'quarter', 1),
  'last-year': past('Last year', 'year', 1),
  '2-weeks-ago': past('2 weeks ago', 'week', 1, 1),
  '3-weeks-ago': past('3 weeks ago', 'week', 1, 2),
  '2-months-ago': past('2 months ago', 'month', 1, 1),
  '3-months-ago': past('3 months ago', 'month', 1, 2),
  'last-2-full-weeks': past('Last 2 full weeks', 'week', 2),
  'last-3-full-weeks': past('Last 3 full weeks', 'week', 3),
  'last-4-full-weeks': past('Last 4 full weeks', 'week', 4),
  'last-12-full-weeks': past('Last 12 full weeks', 'week', 12),
  'last-52-full-weeks': past('Last 52 full weeks', 'week', 52),
  'last-2-full-months': past('Last 2 full months', 'month', 2),
  'last-3-full-months': past('Last 3 full months', 'month', 3),
  'last-6-full-months': past('Last 6 full months', 'month', 6),
  'last-12-full-months': past('Last 12 full months', 'month', 12),
  'last-13-full-months': past('Last 13 full months', 'month', 13),
  'last-4-full-quarters': past('Last 4 full quarters', 'quarter', 4),
} as const satisfies Record<string, DateRangePreset>

export type DateRangePresetName = keyof typeof dateRangePresets

export const isDateRangePreset = (name: string): name is DateRangePresetName =>
  Object.hasOwn(dateRangePresets, name)
