import { describe, expect, it } from 'vitest'
import { computeAdjustedFences, medcouple } from './adjusted-box-plot.ts'
import { findAnomalies } from './anomalies.ts'
import { normalQuantile } from './distributions.ts'
import { correctHolidays } from './holiday-correction.ts'
import { findHolidayLastYear } from './holidays.ts'
import { aroundSeasons } from './smoothing-anomalies.ts'

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`)
const text = (wall: number | null): string | null =>
  wall === null ? null : new Date(wall).toISOString().slice(0, 16)

/** A repeatable ripple between -1 and 1. */
const ripple = (t: number): number => Math.sin(t * 12.9898)

describe('holidays', () => {
  it.each([
    ['2026-05-25', '2025-05-26', 'Memorial Day'],
    ['2026-07-04', '2025-07-04', 'July 4'],
    ['2026-11-26', '2025-11-27', 'Thanksgiving'],
    ['2026-11-27', '2025-11-28', 'Black Friday'],
    ['2026-11-30', '2025-12-01', 'Cyber Monday'],
    ['2025-12-01', '2024-12-02', 'Cyber Monday in December'],
    ['2026-12-24', '2025-12-24', 'Christmas Eve'],
    ['2026-12-26', '2025-12-26', 'December 26'],
    ['2026-12-31', '2025-12-31', 'New Year’s Eve'],
    ['2026-01-01', '2025-01-01', 'New Year'],
  ])('%s was %s a year before: %s', (now, then) => {
    expect(text(findHolidayLastYear(day(now)))).toBe(`${then}T00:00`)
  })

  it('keep the time of day, and are none on other days', () => {
    expect(text(findHolidayLastYear(day('2026-11-26') + 3_600_000))).toBe('2025-11-27T01:00')
    expect(findHolidayLastYear(day('2026-11-25'))).toBeNull()
    expect(findHolidayLastYear(day('2026-05-18'))).toBeNull()
  })
})

describe('the adjusted box plot', () => {
  it('knows the skewness of published examples', () => {
    expect(medcouple([1, 2, 7, 9, 10])).toBeCloseTo(-1 / 3, 12)
    expect(medcouple([-1, 0, 1])).toBe(0)
    expect(medcouple([1, 1, 1, 1])).toBe(0)
    expect(medcouple([3, 4])).toBe(0)
  })

  it('mirrors with its values, and is the plain one without skewness', () => {
    const skewed = [1, 1.1, 1.3, 1.6, 2, 2.7, 4, 7, 12]
    const [low, high] = computeAdjustedFences(skewed)
    const [mirroredLow, mirroredHigh] = computeAdjustedFences(skewed.map((x) => -x))
    expect(medcouple(skewed)).toBeGreaterThan(0.3)
    expect(mirroredLow).toBeCloseTo(-high, 12)
    expect(mirroredHigh).toBeCloseTo(-low, 12)
    expect(computeAdjustedFences([1, 2, 3, 4, 5])).toEqual([-1, 7])
  })
})

describe('series that no smoothing follows', () => {
  it('are judged by the median of their place in the season', () => {
    const week = [100, 1, 50, 2, 80, 1, 30]
    const values = Array.from({ length: 42 }, (_, t) => week[t % 7]! + ripple(t))
    values[38] = 70
    const judged = aroundSeasons(values, 7, 1.96)
    const found = judged.flatMap(({ anomaly }, t) => (anomaly ? [t] : []))
    expect(found).toContain(38)
    expect(found.length).toBeLessThanOrEqual(3)
    expect(judged[38]!.expected).toBeCloseTo(2, -0.5)
  })

  it('take the outlier model where the best one errs by more than 15 percent', () => {
    const wild = Array.from({ length: 42 }, (_, t) => (t % 3 === 0 ? 5 : 1 + 30 * ((t * 7) % 5)))
    const judged = findAnomalies(wild, { granularity: 'day' })
    expect(judged).toEqual(aroundSeasons(wild, 7, normalQuantile(0.975)))
  })
})

describe('the correction on holidays', () => {
  const expectation = (expected: number, value: number) => ({
    expected,
    lower: expected - 5,
    upper: expected + 5,
    anomaly: Math.abs(value - expected) > 5,
  })
  const judgedAs = (values: readonly number[], expected: readonly number[]) => ({
    values,
    expectations: values.map((value, i) => expectation(expected[i]!, value)),
  })
  const only = [null, null, 2, null, null]

  it('adds last year’s effect where that fits best', () => {
    const now = judgedAs([100, 101, 60, 99, 100], [100, 101, 100, 99, 100])
    const before = judgedAs([50, 51, 9, 49, 50], [50, 51, 50, 49, 50])
    const corrected = correctHolidays(now, before, only, 2)
    expect(corrected[2]).toEqual({ expected: 59, lower: 54, upper: 64, anomaly: false })
    expect(corrected[1]).toBe(now.expectations[1])
  })

  it('multiplies by it where that fits best, and widens the band with it', () => {
    const now = judgedAs([100, 101, 302, 99, 100], [100, 101, 100, 99, 100])
    const before = judgedAs([50, 51, 150, 49, 50], [50, 51, 50, 49, 50])
    const [, , holiday] = correctHolidays(now, before, only, 2)
    expect(holiday).toEqual({ expected: 300, lower: 285, upper: 315, anomaly: false })
  })

  it('takes last year’s value and the growth since where that fits best', () => {
    const now = judgedAs([120, 130, 60, 99, 90], [100, 101, 100, 99, 100])
    const before = judgedAs([110, 120, 50, 89, 80], [90, 91, 120, 89, 90])
    const [, , holiday] = correctHolidays(now, before, only, 2)
    expect(holiday).toEqual({ expected: 60, lower: 55, upper: 65, anomaly: false })
  })

  it('leaves alone what is no anomaly, has no counterpart or was the same last year', () => {
    const now = judgedAs([100, 101, 60, 99, 100], [100, 101, 100, 99, 100])
    const before = judgedAs([50, 51, 50, 49, 50], [50, 51, 50, 49, 50])
    expect(correctHolidays(now, before, new Array(5).fill(null), 2)).toEqual(now.expectations)
    expect(correctHolidays(now, before, only, 2)[2]).toMatchObject({ anomaly: true })
    const unknown = { ...before, expectations: new Array(5).fill(null) }
    expect(correctHolidays(now, unknown, only, 2)).toEqual(now.expectations)
    const calm = judgedAs([100, 101, 98, 99, 100], [100, 101, 100, 99, 100])
    expect(correctHolidays(calm, before, only, 2)).toEqual(calm.expectations)
  })
})

describe('hours', () => {
  /** Two weeks from a Monday: busy at noon on weekdays, at night on weekends. */
  const isWeekend = Array.from({ length: 336 }, (_, hour) => Math.floor(hour / 24) % 7 >= 5)
  const levelAt = (hour: number): number => {
    const peak = isWeekend[hour] ? 22 : 12
    return 200 + 100 * Math.cos(((hour - peak) / 24) * 2 * Math.PI) + 2 * ripple(hour)
  }

  it('have models of their own for weekdays and weekends', () => {
    const series = Array.from({ length: 336 }, (_, hour) => levelAt(hour))
    // Midday of the second Saturday: what a weekday would have.
    series[7 * 24 + 5 * 24 + 12] = 300
    const judged = findAnomalies(series, { granularity: 'hour', isWeekend })
    const late = judged.slice(200).flatMap((one, i) => (one?.anomaly ? [200 + i] : []))
    expect(late).toContain(7 * 24 + 5 * 24 + 12)
    expect(late.length).toBeLessThanOrEqual(12)
    expect(judged[300]!.expected).toBeLessThan(200)
    expect(judged[228]!.expected).toBeGreaterThan(270)
  })
})

describe('weeks and months', () => {
  const yearBefore = (values: readonly number[]) => ({
    values,
    counterparts: values.map((_, t) => t),
  })
  const base = Array.from({ length: 15 }, (_, t) => 100 + 2 * ripple(t))
  const peaked = base.map((value, t) => (t === 11 ? value + 60 : value))

  it('have no anomaly where the year before had the same', () => {
    const past = peaked.map((value, t) => value - 20 + ripple(3 * t))
    const alone = findAnomalies(peaked, { granularity: 'month' })
    expect(alone.map((one) => one?.anomaly).indexOf(true)).toBe(11)
    const beside = findAnomalies(peaked, { granularity: 'month', yearBefore: yearBefore(past) })
    expect(beside.some((one) => one?.anomaly)).toBe(false)
    expect(beside[11]!.expected).toBeCloseTo(160, -1)
    expect(beside.toSpliced(11, 1)).toEqual(alone.toSpliced(11, 1))
  })

  it('keep it where the year before had none, or is not known', () => {
    const past = base.map((value, t) => value - 20 + ripple(3 * t))
    const beside = findAnomalies(peaked, { granularity: 'month', yearBefore: yearBefore(past) })
    expect(beside.flatMap((one, t) => (one?.anomaly ? [t] : []))).toEqual([11])
    const unknown = yearBefore(new Array<number>(15).fill(Number.NaN))
    expect(findAnomalies(peaked, { granularity: 'month', yearBefore: unknown })).toEqual(
      findAnomalies(peaked, { granularity: 'month' }),
    )
  })

  it('have anomalies exactly where values lie outside of the band', () => {
    const series = Array.from({ length: 30 }, (_, t) => 50 + 3 * t + 5 * ripple(t))
    series[7] = 10
    series[20] = 300
    for (const [t, one] of findAnomalies(series, { granularity: 'week' }).entries()) {
      const isOutside = series[t]! < one!.lower || series[t]! > one!.upper
      expect(one!.anomaly).toBe(isOutside)
      expect(isOutside).toBe(t === 7 || t === 20)
    }
  })
})
