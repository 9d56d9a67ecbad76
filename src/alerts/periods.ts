import { addUnits, endOf, startOf, type Clock, type TimeRange } from '../calendar/index.ts'
import type { AlertComparison, AlertUnit } from '../model/alert-words.ts'
import type { Alert } from '../model/definitions/alert.ts'

const MINUTE_MS = 60_000

/** Of periods that were missed, the latest are looked at; and a preview looks at so many. */
export const MOST_PERIODS = 30

type Timed = Pick<Alert, 'granularity' | 'delayMinutes'>

const delayOf = ({ delayMinutes }: Timed): number => delayMinutes * MINUTE_MS

/** The end of the last period that has been due by now. */
export const findBegin = (alert: Timed, now: number, clock: Clock): number =>
  startOf(now - delayOf(alert), alert.granularity, clock)

/** When the period that begins at `through` is looked at. */
export const findNextMoment = (alert: Timed, through: number, clock: Clock): number =>
  endOf(through, alert.granularity, clock) + delayOf(alert)

export interface DuePeriods {
  /** The earliest first, at least one. */
  readonly periods: readonly TimeRange[]
  /** Earlier ones, too many to be looked at. */
  readonly skipped: number
}

/** The periods from `through` on that are over and whose delay has passed, of which there is one. */
export function listDuePeriods(
  alert: Timed,
  through: number,
  now: number,
  clock: Clock,
): DuePeriods {
  const periods: TimeRange[] = []
  for (let start = through; findNextMoment(alert, start, clock) <= now; ) {
    const end = endOf(start, alert.granularity, clock)
    periods.push({ start, end })
    start = end
  }
  const skipped = Math.max(0, periods.length - MOST_PERIODS)
  return { periods: periods.slice(skipped), skipped }
}

/** The last periods that are over, the earliest first, whatever their delay. */
export function listLastPeriods(
  unit: AlertUnit,
  count: number,
  now: number,
  clock: Clock,
): readonly TimeRange[] {
  const periods: TimeRange[] = []
  for (let end = startOf(now, unit, clock); periods.length < count; ) {
    const start = startOf(end - 1, unit, clock)
    periods.unshift({ start, end })
    end = start
  }
  return periods
}

/** The week 52 weeks before a week is that of the year before. */
const WEEKS_OF_YEAR = 52

/** The period that one is compared with: the same time of day, weekday or date before. */
export function findCompared(
  { start }: TimeRange,
  unit: AlertUnit,
  comparison: AlertComparison,
  clock: Clock,
): TimeRange {
  const from = startOf(shift(start, unit, comparison, clock), unit, clock)
  return { start: from, end: endOf(from, unit, clock) }
}

function shift(start: number, unit: AlertUnit, comparison: AlertComparison, clock: Clock): number {
  switch (comparison) {
    case 'previous-period':
      return start - 1
    case 'day-before':
      return addUnits(start, 'day', -1, clock)
    case 'week-before':
      return addUnits(start, 'week', -1, clock)
    case 'month-before':
      return addUnits(start, 'month', -1, clock)
    case 'year-before':
      return unit === 'week'
        ? addUnits(start, 'week', -WEEKS_OF_YEAR, clock)
        : addUnits(start, 'year', -1, clock)
    default:
      return comparison satisfies never
  }
}
