import { normalQuantile } from './distributions.ts'
import type { Expected } from './expected.ts'
import { correctHolidays } from './holiday-correction.ts'
import { aroundLine } from './line-anomalies.ts'
import { aroundSmoothing } from './smoothing-anomalies.ts'

export type { Expected } from './expected.ts'

export type Granularity = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** How many values make a season; 1 where there is none. */
export const seasonLengths: Readonly<Record<Granularity, number>> = {
  minute: 60,
  hour: 24,
  day: 7,
  week: 52,
  month: 12,
  quarter: 4,
  year: 1,
}

/** The same units a year before. semantics §8.10 */
export interface YearBefore {
  readonly values: ArrayLike<number>
  /** Of hours, as in the options. */
  readonly isWeekend?: readonly boolean[]
  /**
   * For each value of the series the place of its counterpart in `values`, null without one: of days and
   * shorter units only those of holidays have one.
   */
  readonly counterparts: readonly (number | null)[]
}

export interface AnomalyOptions {
  readonly granularity: Granularity
  /** Of the band, 0.95 unless told. */
  readonly confidence?: number
  /** Of hours: whether each lies in a weekend. Weekends and weekdays are judged by models of their own. */
  readonly isWeekend?: readonly boolean[]
  readonly yearBefore?: YearBefore
}

const FEWEST = 6

/** How far around a holiday its counterpart is compared: two days. */
const holidayReach: Partial<Record<Granularity, number>> = { hour: 48, day: 2 }

type Expectations = (Expected | null)[]

/**
 * One expectation per value of a series that begins with its training values; null for missing values
 * (NaN) and where there are fewer than six. Days and shorter by exponential smoothing one step ahead,
 * corrected on holidays; weeks and longer by the GESD test around a line, and again on the differences
 * from the year before. semantics §8.10
 */
export function findAnomalies(series: ArrayLike<number>, options: AnomalyOptions): Expectations {
  const { granularity, confidence = 0.95, yearBefore } = options
  const reach = holidayReach[granularity]
  if (!['minute', 'hour', 'day'].includes(granularity)) {
    return withYearBefore(series, 1 - confidence, yearBefore)
  }
  const z = normalQuantile(0.5 + confidence / 2)
  const judge = (values: ArrayLike<number>, isWeekend?: readonly boolean[]) =>
    byKindOfDay(values, seasonLengths[granularity], z, isWeekend)
  const expectations = judge(series, options.isWeekend)
  if (yearBefore === undefined || reach === undefined) return expectations
  const { values, isWeekend, counterparts } = yearBefore
  const before = { values, expectations: judge(values, isWeekend) }
  return correctHolidays({ values: series, expectations }, before, counterparts, reach)
}

function byKindOfDay(
  series: ArrayLike<number>,
  season: number,
  z: number,
  isWeekend: readonly boolean[] | undefined,
): Expectations {
  const all = Array.from({ length: series.length }, (_, t) => t)
  const kinds = isWeekend
    ? [all.filter((t) => isWeekend[t]), all.filter((t) => !isWeekend[t])]
    : [all]
  const result: Expectations = new Array(series.length).fill(null)
  for (const places of kinds) {
    judgeKnown(series, places, (values) => aroundSmoothing(values, season, z), result)
  }
  return result
}

/** Writes what is judged of the known values at some places. */
function judgeKnown(
  series: ArrayLike<number>,
  places: readonly number[],
  judge: (values: readonly number[]) => readonly Expected[],
  into: Expectations,
): void {
  const known = places.filter((t) => !Number.isNaN(series[t]))
  if (known.length < FEWEST) return
  const judged = judge(known.map((t) => series[t]!))
  known.forEach((t, i) => {
    into[t] = judged[i]!
  })
}

/** An anomaly has to be one beside the year before, too, where that is known. */
function withYearBefore(
  series: ArrayLike<number>,
  alpha: number,
  yearBefore: YearBefore | undefined,
): Expectations {
  const places = Array.from({ length: series.length }, (_, t) => t)
  const judged = (values: ArrayLike<number>): Expectations => {
    const into: Expectations = new Array(series.length).fill(null)
    judgeKnown(values, places, (known) => aroundLine(known, alpha), into)
    return into
  }
  const own = judged(series)
  if (yearBefore === undefined) return own
  const { values, counterparts } = yearBefore
  const past = places.map((t) => values[counterparts[t] ?? -1] ?? Number.NaN)
  const seasonally = judged(places.map((t) => series[t]! - past[t]!))
  return own.map((one, t) => {
    const change = seasonally[t]
    if (!one?.anomaly || !change) return one
    const { expected, lower, upper, anomaly } = change
    const base = past[t]!
    return { expected: base + expected, lower: base + lower, upper: base + upper, anomaly }
  })
}
