import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { KeyMetricResult } from '../../src/query/reports/key-metric/request.ts'
import { ask } from '../support/ask.ts'

const told: readonly [person: string, date: string, amount: number][] = [
  ['ann', '2026-01-31', 100],
  ['ann', '2026-02-01', 1],
  ['ben', '2026-02-02', 2],
  ['ann', '2026-02-28', 4],
  ['ann', '2026-03-01', 8],
  ['ben', '2026-03-31', 16],
]

const events: MemoryEvent[] = told.map(([person, date, amount]) => ({
  person,
  time: Date.parse(date),
  fields: { amount },
}))

async function askKeyMetric(request: object = {}) {
  const dateRange = { start: '2026-03-01', end: '2026-04-01' }
  const asked = { kind: 'key-metric', metric: 'amount', interval: 'month', dateRange, ...request }
  return ask<KeyMetricResult>({ events }, asked)
}

describe('the key metric', () => {
  it('is compared with the month before a month', async () => {
    const { primary, comparison, change, difference } = await askKeyMetric()
    expect(primary).toEqual({ total: 24, points: [{ item: '2026-03', value: 24 }] })
    expect(comparison).toEqual({
      total: 7,
      points: [{ item: '2026-02', value: 7 }],
      dateRange: { start: '2026-02-01T00:00:00.000Z', end: '2026-03-01T00:00:00.000Z' },
    })
    expect(change).toBeCloseTo(24 / 7 - 1, 12)
    expect(difference).toBe(17)
  })

  it('has a point for every interval', async () => {
    const { primary, comparison } = await askKeyMetric({ interval: 'day' })
    expect([primary.points.length, comparison.points.length]).toEqual([31, 28])
    expect(primary.points.slice(0, 2)).toEqual([
      { item: '2026-03-01', value: 8 },
      { item: '2026-03-02', value: 0 },
    ])
  })

  it('is compared with another range, or a segment in the same', async () => {
    const compareDateRange = { start: '2026-01-01', end: '2026-02-01' }
    expect((await askKeyMetric({ compareDateRange })).comparison.total).toBe(100)
    const where = { dimension: 'person-id', op: 'equals', value: 'ann' }
    const compareSegment = { container: 'person', where }
    expect((await askKeyMetric({ compareSegment })).comparison.total).toBe(8)
    expect(
      (
        await askKeyMetric({
          compareSegment,
          compareDateRange: { start: '2026-02-01', end: '2026-03-01' },
        })
      ).comparison.total,
    ).toBe(5)
  })

  it('has no change from nothing', async () => {
    const compareDateRange = { start: '2025-01-01', end: '2025-02-01' }
    const { change, difference } = await askKeyMetric({ compareDateRange })
    expect([change, difference]).toEqual([null, 24])
  })

  it('says where the metric is unknown', async () => {
    await expect(askKeyMetric({ metric: 'x' })).rejects.toMatchObject({ path: ['metric'] })
  })
})
