import type { Expectation } from '../../model/result.ts'
import { addUnits, startOf } from '../../calendar/index.ts'
import { buildBoundedTimeDomain } from '../compilation/bounded-time-domain.ts'
import { type Compilation, type Period, addPeriod } from '../compilation/compilation.ts'
import type { TimeBuckets } from '../standard/time-values.ts'
import { findAnomalies, type Granularity } from '../../statistics/anomalies.ts'
import { findHolidayLastYear } from '../../statistics/holidays.ts'
import { type TimeItemPlace, listTimeItems } from './time-items.ts'

/** Figures of the items of a time dimension, in their order. */
type Figures = ArrayLike<number>

/** How a series of figures along time is judged. semantics §8.10 */
export interface Judgement {
  /** All items of the buckets: with attribution some lie before the range. */
  readonly items: readonly TimeItemPlace[]
  /** Where the same figure has to be computed, too: before the range and a year earlier. */
  readonly training: Period | null
  readonly yearBefore: Period | null
  /** One per item; null where nothing can be said. Figures that are not given are not known. */
  expectations(own: Figures, training: Figures, yearBefore: Figures): (Expectation | null)[]
}

/** How many units before the range take part; of the longer ones so many with those of the range. */
const before: Partial<Record<Granularity, number>> = { minute: 336, hour: 336, day: 35 }
const WITH_RANGE = 15

/** How many units make a year. */
const yearOf: Partial<Record<Granularity, number>> = { week: 52, month: 12, quarter: 4 }

/** A holiday's date moves by at most six days from year to year, and two days around it are compared. */
const HOLIDAY_SHIFT_DAYS = 9

/**
 * Plans the judgement of the figures of a period, by the units that its buckets are. `confidence` of the band is
 * between 0 and 1.
 */
export function planJudgement(
  c: Compilation,
  unit: Granularity,
  buckets: Pick<TimeBuckets, 'size' | 'wall'>,
  period: Period,
  confidence = 0.95,
): Judgement {
  const items = listTimeItems(c, unit, buckets, period)
  const first = items.findIndex(({ end }) => end > period.start)
  const after = items.findIndex(({ start }) => start >= period.end)
  const inRange = items.slice(Math.max(0, first), after < 0 ? items.length : after)
  const count = before[unit] ?? Math.max(0, WITH_RANGE - inRange.length)
  const training = findPeriodBefore(c, unit, period, count)
  const yearBefore = yearBeforeOf(c, unit, inRange, training ?? period, period)
  return {
    items,
    training,
    yearBefore,
    expectations(own, history, past) {
      const known = training === null ? [] : itemsIn(c, unit, training)
      const all = [...known, ...inRange]
      const outside = Math.max(0, first)
      const whole = inRange.map(({ isWhole }, i) => (isWhole ? own[outside + i]! : Number.NaN))
      const learned = known.map((_, i) => history[i] ?? Number.NaN)
      const judged = findAnomalies([...learned, ...whole], {
        granularity: unit,
        confidence,
        ...weekendsOf(unit, all),
        ...(yearBefore && { yearBefore: pastOf(c, unit, all, yearBefore, past) }),
      })
      const none = (count: number) => new Array<null>(count).fill(null)
      const later = items.length - outside - inRange.length
      return [...none(outside), ...judged.slice(known.length), ...none(later)]
    },
  }
}

/** So many whole units before a period, from the first event on; null where there are none. */
export function findPeriodBefore(
  c: Compilation,
  unit: Granularity,
  period: Period,
  count: number,
): Period | null {
  const { firstTime } = c.schema
  if (firstTime === null || !Number.isFinite(period.start)) return null
  const end = startOf(period.start, unit, c.view)
  const start = Math.max(startOf(firstTime, unit, c.view), addUnits(end, unit, -count, c.view))
  return start < end ? addPeriod(c, start, end) : null
}

const isOfHolidays = (unit: Granularity): boolean => unit === 'day' || unit === 'hour'

/** What the year before has to say: of days and hours only of holidays. */
function yearBeforeOf(
  c: Compilation,
  unit: Granularity,
  items: readonly TimeItemPlace[],
  { start }: Period,
  { end }: Period,
): Period | null {
  const isHoliday = ({ wall }: TimeItemPlace) => findHolidayLastYear(wall) !== null
  const isRelevant = isOfHolidays(unit) ? items.some(isHoliday) : yearOf[unit] !== undefined
  const { firstTime } = c.schema
  if (!isRelevant || firstTime === null || !Number.isFinite(start) || !Number.isFinite(end)) {
    return null
  }
  const [from, to] = isOfHolidays(unit)
    ? [yearEarlier(c, start, -HOLIDAY_SHIFT_DAYS), yearEarlier(c, end, HOLIDAY_SHIFT_DAYS)]
    : [start, end].map((at) => addUnits(startOf(at, unit, c.view), unit, -yearOf[unit]!, c.view))
  const whole = end > startOf(end, unit, c.view) ? addUnits(to!, unit, 1, c.view) : to!
  return whole > firstTime && whole > from! ? addPeriod(c, from!, whole) : null
}

const yearEarlier = (c: Compilation, at: number, days: number): number =>
  addUnits(addUnits(startOf(at, 'day', c.view), 'year', -1, c.view), 'day', days, c.view)

const itemsIn = (c: Compilation, unit: Granularity, period: Period): TimeItemPlace[] =>
  listTimeItems(c, unit, buildBoundedTimeDomain(unit, c.view, period, 'points-per-series'), period)

function weekendsOf(unit: Granularity, items: readonly TimeItemPlace[]) {
  if (unit !== 'hour') return {}
  return { isWeekend: items.map(({ wall }) => [0, 6].includes(new Date(wall).getUTCDay())) }
}

function pastOf(
  c: Compilation,
  unit: Granularity,
  items: readonly TimeItemPlace[],
  period: Period,
  figures: Figures,
) {
  const past = itemsIn(c, unit, period)
  const values = past.map(({ isKnown }, i) => (isKnown ? (figures[i] ?? Number.NaN) : Number.NaN))
  const places = new Map(past.map(({ wall }, place) => [wall, place]))
  const holiday = ({ wall }: TimeItemPlace): number | null => {
    const then = findHolidayLastYear(wall)
    return then === null ? null : (places.get(then) ?? null)
  }
  const counterparts = items.map((item, t) =>
    isOfHolidays(unit) ? holiday(item) : t < past.length ? t : null,
  )
  return { values, counterparts, ...weekendsOf(unit, past) }
}
