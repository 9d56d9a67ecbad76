import { describe, expect, it } from 'vitest'
import { createMemorySource, type MemoryEvent } from '../support/memory-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask } from '../support/ask.ts'

const DAY_MS = 86_400_000
const FIRST = Date.UTC(2024, 10, 1)
const WEEK = [20, 22, 21, 23, 25, 14, 12]

const dayText = (time: number) => new Date(time).toISOString().slice(0, 10)

const worldOf = (days: number, countOn: (time: number) => number) =>
  createMemorySource(
    Array.from({ length: days }, (_, day) => FIRST + day * DAY_MS).flatMap((time) =>
      Array.from(
        { length: countOn(time) },
        (_, i): MemoryEvent => ({
          person: `p${i}`,
          time: time + i * 60_000,
          fields: { page: i % 3 === 0 ? 'Home' : 'Cart' },
        }),
      ),
    ),
  )

const usual = (time: number): number => {
  const day = Math.round((time - FIRST) / DAY_MS)
  return WEEK[day % 7]! + (day % 3)
}

/** Fourteen months; on Thanksgiving (the 28th, then the 27th) hardly anybody comes. */
const countOn = (time: number): number =>
  ['2024-11-28', '2025-11-27'].includes(dayText(time)) ? 3 : usual(time)

const anomalyDays = ({ rows }: FreeformResult) =>
  rows.flatMap(({ item, expectations }) => (expectations?.[0]?.anomaly ? [item] : []))

const askDays = (source: ReturnType<typeof worldOf>, request: object) =>
  ask<FreeformResult>(
    { source },
    {
      kind: 'freeform',
      rows: { dimension: 'day' },
      dateRange: { start: '2025-11-17', end: '2025-12-01' },
      columns: [{ metric: 'events', anomalies: true }],
      ...request,
    },
  )

describe('anomalies beside the year before', () => {
  it('are none on a holiday that was the same on another date last year', async () => {
    const source = worldOf(425, countOn)
    expect(anomalyDays(await askDays(source, {}))).toEqual([])
    const [holiday] = (await askDays(source, { limit: 14 })).rows.filter(
      ({ item }) => item === '2025-11-27',
    )
    expect(holiday!.values).toEqual([3])
    expect(holiday!.expectations![0]!.expected).toBeLessThan(8)
  })

  it('are some on one that was not, without a year before, and on other days', async () => {
    const onlyNow = (time: number) => (dayText(time) === '2025-11-27' ? 3 : usual(time))
    expect(anomalyDays(await askDays(worldOf(425, onlyNow), {}))).toEqual(['2025-11-27'])
    const isRecent = (time: number) => time >= Date.UTC(2025, 8, 1)
    const recent = worldOf(425, (time) => (isRecent(time) ? countOn(time) : 0))
    expect(anomalyDays(await askDays(recent, {}))).toEqual(['2025-11-27'])
    const wednesday = (time: number) =>
      ['2024-11-20', '2025-11-19'].includes(dayText(time)) ? 3 : usual(time)
    expect(anomalyDays(await askDays(worldOf(425, wednesday), {}))).toEqual(['2025-11-19'])
  })

  it('are none in weeks and months that were the same last year', async () => {
    const busy = (time: number) => {
      const isDecember = dayText(time).slice(5, 7) === '12'
      return Math.round(usual(time) * (isDecember ? 2 : 1))
    }
    const source = worldOf(2 * 365 + 30, busy)
    const dateRange = { start: '2025-09-01', end: '2026-08-01' }
    const seasonal = await askDays(source, { rows: { dimension: 'month' }, dateRange })
    expect(seasonal.rows).toHaveLength(11)
    expect(anomalyDays(seasonal)).toEqual([])
    const once = worldOf(2 * 365 + 30, (time) => (time < Date.UTC(2025, 6, 1) ? usual : busy)(time))
    expect(anomalyDays(await askDays(once, { rows: { dimension: 'month' }, dateRange }))).toEqual([
      '2025-12',
    ])
  })

  it('of hours have weekends of their own', async () => {
    const counts = (time: number) => ([0, 6].includes(new Date(time).getUTCDay()) ? 6 : 24)
    const events = Array.from({ length: 24 * 28 }, (_, hour) => FIRST + hour * 3_600_000).flatMap(
      (time) =>
        Array.from({ length: counts(time) + (new Date(time).getUTCHours() % 5) }, (_, i) => ({
          person: `p${i}`,
          time: time + i * 1000,
          fields: { page: 'Home' },
        })),
    )
    const request = {
      rows: { dimension: 'hour' },
      dateRange: { start: '2024-11-22', end: '2024-11-26' },
      limit: 100,
    }
    const { rows } = await askDays(createMemorySource(events), request)
    const expected = rows.map(({ expectations }) => expectations![0]!.expected)
    // Friday's last hour, Saturday's first, Sunday's last, Monday's first.
    expect(expected[23]).toBeGreaterThan(20)
    expect(expected[24]).toBeLessThan(12)
    expect(expected[71]).toBeLessThan(12)
    expect(expected[72]).toBeGreaterThan(20)
  })
})

it('of sixty days that only scatter about one in twenty is an anomaly', async () => {
  const noiseOf = (seed: number) => (day: number) => {
    const parts = Array.from(
      { length: 12 },
      (_, i) => Math.sin(seed * 12.9898 + day * 78.233 + i * 37.719) * 43758.5453,
    )
    return parts.reduce((sum, part) => sum + (part - Math.floor(part)), -6)
  }
  let [found, judged] = [0, 0]
  for (let seed = 1; seed <= 16; seed++) {
    const noise = noiseOf(seed)
    const events = Array.from(
      { length: 60 },
      (_, day): MemoryEvent => ({
        person: 'ann',
        time: FIRST + day * DAY_MS,
        fields: { amount: 100 + 2 * WEEK[day % 7]! + 6 * noise(day) },
      }),
    )
    const dateRange = { start: dayText(FIRST), end: dayText(FIRST + 60 * DAY_MS) }
    const columns = [{ metric: 'amount', anomalies: true }]
    const days = await askDays(createMemorySource(events), { dateRange, columns, limit: 60 })
    judged += days.rows.length
    found += anomalyDays(days).length
  }
  expect(judged).toBe(960)
  expect(found / judged).toBeGreaterThan(0.03)
  expect(found / judged).toBeLessThan(0.07)
})
