import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { forecast } from '../../src/statistics/forecast.ts'
import { ask } from '../support/ask.ts'

const DAY_MS = 86_400_000
const FIRST = Date.UTC(2026, 0, 5)
const WEEK = [20, 22, 21, 23, 25, 10, 8]

/** Eight weeks of a steady week, but for two days. */
const countOn = (day: number): number => {
  if (day === 45) return 60
  return day === 50 ? 0 : WEEK[day % 7]! + (day % 3)
}

const eventsOn = (days: number): MemoryEvent[] =>
  Array.from({ length: days }, (_, day) =>
    Array.from({ length: countOn(day) }, (_, i) => ({
      person: `p${i}`,
      time: FIRST + day * DAY_MS + i * 60_000,
      fields: { page: i % 2 === 0 ? 'Home' : 'Cart' },
    })),
  ).flat()

const dayText = (day: number) => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10)

const askTable = (request: object) =>
  ask<FreeformResult>(
    { events: eventsOn(56), now: dayText(56) },
    {
      kind: 'freeform',
      rows: { dimension: 'day' },
      dateRange: { start: dayText(42), end: dayText(56) },
      columns: [{ metric: 'events', anomalies: true }],
      ...request,
    },
  )

describe('a trended column', () => {
  it('has an expectation on every day, learned from the days before the range', async () => {
    const { rows } = await askTable({})
    expect(rows.map(({ item }) => item)).toEqual(
      Array.from({ length: 14 }, (_, i) => dayText(42 + i)),
    )
    const isAnomaly = rows.map(({ expectations }) => expectations?.[0]?.anomaly)
    expect(isAnomaly.flatMap((anomaly, i) => (anomaly ? [42 + i] : []))).toEqual([45, 50])
    expect(rows[8]).toMatchObject({ item: dayText(50), values: [0] })
    for (const { expectations } of rows) {
      const { expected, lower, upper } = expectations![0]!
      expect(lower).toBeLessThan(expected)
      expect(upper).toBeGreaterThan(expected)
    }
  })

  it('is continued by a forecast of the days that come', async () => {
    const columns = [{ metric: 'events' }, { id: 'f', metric: 'events', forecast: 7 }]
    const { forecasts, rows } = await askTable({ columns })
    const series = Array.from({ length: 56 }, (_, day) => countOn(day))
    const bands = forecast(series, { period: 7, horizon: 7 })
    expect(forecasts).toEqual([
      { column: 'f', points: bands.map((band, i) => ({ item: dayText(56 + i), ...band })) },
    ])
    expect(rows).toHaveLength(13)
    expect(rows[0]).not.toHaveProperty('expectations')
  })

  it('leaves what has not been yet to the forecast', async () => {
    const dateRange = { start: dayText(42), end: dayText(70) }
    const columns = [{ metric: 'people', anomalies: true, forecast: 3 }]
    const { rows, forecasts } = await askTable({ dateRange, columns })
    expect(rows).toHaveLength(14)
    expect(forecasts![0]!.points.map(({ item }) => item)).toEqual([56, 57, 58].map(dayText))
  })

  it('compares whole weeks only', async () => {
    const dateRange = { start: dayText(2), end: dayText(51) }
    const columns = [{ metric: 'events', anomalies: true }]
    const { rows } = await askTable({ rows: { dimension: 'week' }, dateRange, columns })
    const judged = rows.map(({ expectations }) => expectations![0] !== null)
    expect(judged).toEqual([false, true, true, true, true, true, true, false])
  })

  it('stands beside another range by its position', async () => {
    const before = { start: dayText(28), end: dayText(42) }
    const columns = [{ metric: 'events' }, { metric: 'events', dateRange: before }]
    const { rows } = await askTable({ columns })
    expect(rows[0]).toMatchObject({ item: dayText(42), values: [countOn(42), countOn(28)] })
    expect(rows.at(-1)).toMatchObject({ values: [countOn(55), countOn(41)] })
  })

  it('is refused where rows are not of one time dimension', async () => {
    await expect(askTable({ rows: { dimension: 'page' } })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['columns', 0, 'anomalies'],
    })
    await expect(askTable({ rows: { dimensions: ['day', 'page'] } })).rejects.toMatchObject({
      code: 'request/impossible',
    })
    await expect(askTable({ rows: { dateRanges: ['today'] } })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['columns', 0],
    })
  })
})

describe('formulas of columns', () => {
  const byPage = { rows: { dimension: 'page' }, dateRange: { start: dayText(0), end: dayText(2) } }
  const columnsOf = async (columns: object[]) => {
    const { rows, totals } = await askTable({ ...byPage, columns })
    return { rows: rows.map(({ item, values }) => [item, ...values]), totals }
  }

  it('may be written as text, and say where it is wrong', async () => {
    const { rows, totals } = await columnsOf([{ formula: 'events / total(events)' }])
    expect(totals).toEqual([1])
    expect(rows.map(([, share]) => share)).toEqual([22 / 43, 21 / 43])
    await expect(columnsOf([{ formula: 'events / / 2' }])).rejects.toMatchObject({
      path: ['columns', 0, 'formula'],
      message: expect.stringContaining('line 1, column 10'),
    })
  })

  it('may be one of the ready calculated metrics', async () => {
    const { totals } = await columnsOf([{ metric: 'sessions-per-person' }])
    expect(totals).toEqual([43 / 23])
  })

  it('know the squares of units', async () => {
    const formula = 'sample-variance(events, people)'
    const { rows } = await columnsOf([{ formula }])
    // Home: twelve people, ten of them on both days; Cart: eleven, ten of them on both.
    expect(rows.map(([item]) => item).sort()).toEqual(['Cart', 'Home'])
    const variance = (values: number[]) => {
      const mean = values.reduce((a, b) => a + b) / values.length
      return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1)
    }
    const twice = (count: number, all: number) =>
      Array.from({ length: all }, (_, i) => (i < count ? 2 : 1))
    const found = new Map(rows.map(([item, value]) => [item, value as number]))
    expect(found.get('Home')).toBeCloseTo(variance(twice(10, 12)), 12)
    expect(found.get('Cart')).toBeCloseTo(variance(twice(10, 11)), 12)
  })
})

describe('a forecast of a short series', () => {
  const amountsOn = (amounts: readonly number[]): MemoryEvent[] =>
    amounts.map((amount, day) => ({
      person: 'ann',
      time: FIRST + day * DAY_MS,
      fields: { amount },
    }))

  const askForecast = async (amounts: readonly number[], dimension = 'day') => {
    const result = await ask<FreeformResult>(
      { events: amountsOn(amounts), now: dayText(amounts.length) },
      {
        kind: 'freeform',
        rows: { dimension },
        dateRange: { start: dayText(0), end: dayText(amounts.length) },
        columns: [{ metric: 'amount', forecast: 3 }],
      },
    )
    return { bands: result.forecasts![0]!.points, warnings: result.meta.warnings }
  }

  it.each([
    ['on a line', [10, 20, 30]],
    ['that do not move', [5, 5, 5, 5]],
    ['that scatter', [10, 12, 9]],
    ['on a longer line', [10, 20, 30, 40, 50, 60]],
  ])('has bands that say how little is known, and a warning: values %s', async (_, amounts) => {
    const { bands, warnings } = await askForecast(amounts)
    const scale = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length
    for (const { value, lower, upper } of bands) {
      expect(upper - value).toBeGreaterThan(scale / 4)
      expect(value - lower).toBeCloseTo(upper - value, 9)
    }
    expect(bands).toHaveLength(3)
    expect(warnings).toEqual([
      `a forecast by day should know 56 days, of c1 it knows ${amounts.length}; its bands say how little that is`,
    ])
  })

  it('is none of two values', async () => {
    const { bands, warnings } = await askForecast([10, 20])
    expect(bands).toEqual([])
    expect(warnings).toEqual([
      'a forecast by day should know 56 days, of c1 it knows 2: too few for any',
    ])
  })

  it('names the history of its unit, and is silent where that is known', async () => {
    const { warnings } = await askForecast(
      Array.from({ length: 21 }, () => 5),
      'week',
    )
    expect(warnings[0]).toContain('should know 104 weeks')
    const enough = await askForecast(Array.from({ length: 57 }, (_, day) => 50 + (day % 7)))
    expect(enough.warnings).toEqual([])
  })
})
