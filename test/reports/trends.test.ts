import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import type { TrendsResult } from '../../src/query/reports/trends/request.ts'
import { ask } from '../support/ask.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 1)
const dateRange = { start: '2026-01-01', end: '2026-01-04' }
const did = (event: string) => ({ where: { dimension: 'event', op: 'equals', value: event } })

const told: readonly [
  person: string,
  hour: number,
  event: string,
  device: string,
  amount?: number,
][] = [
  ['ann', 0, 'view', 'phone'],
  ['ann', 0.1, 'view', 'phone'],
  ['ann', 5, 'view', 'desk', 10],
  ['ann', 50, 'view', 'desk'],
  ['ben', 1, 'buy', 'desk', 7],
  ['ben', 49, 'view', 'desk'],
  ['cid', 2, 'view', 'phone', 3],
  ['cid', 80, 'view', 'phone'],
]

const events: MemoryEvent[] = told.map(([person, hour, event, device, amount]) => ({
  person,
  time: START + hour * HOUR,
  fields: { event, device, amount },
}))

async function askTrends(request: object) {
  const asked = { kind: 'trends', dateRange, ...request }
  return (await ask<TrendsResult>({ events, options: { batchEvents: 4, runners: 2 } }, asked))
    .series
}

const lines = (series: TrendsResult['series']) =>
  series.map(({ points, total }) => [...points.map(({ value }) => value), total])

describe('trends of formulas that see all rows', () => {
  const running = {
    kind: 'calculated-metric',
    id: 'running',
    name: 'Running',
    dataView: 'v',
    formula: { function: 'cumulative', args: [0, { metric: 'amount' }] },
  }

  it('see the intervals of their own series', async () => {
    const request = { kind: 'trends', dateRange, metrics: ['running'], interval: 'day' }
    const world = { events, definitions: [running] }
    const { series } = await ask<TrendsResult>(world, { ...request, breakdown: 'device' })
    const values = series.map(({ item, points }) => [item, points.map(({ value }) => value)])
    expect(Object.fromEntries(values)).toEqual({ desk: [17, 17, 17], phone: [3, 3, 3] })
  })
})

describe('trends', () => {
  it.each([
    ['people', [2, 0, 2, 3]],
    ['events', [4, 0, 2, 6]],
    ['sessions', [3, 0, 2, 5]],
    ['share-of-people', [2 / 3, null, 1, 1]],
    ['events-per-session', [4 / 3, null, 1, 6 / 5]],
    ['events-per-person', [2, null, 1, 2]],
  ])('counts events as %s', async (countedAs, line) => {
    const [series] = await askTrends({ events: [{ ...did('view'), name: 'Views' }], countedAs })
    expect(series).toMatchObject({ name: 'Views', segment: null })
    expect(series!.points.map(({ interval }) => interval)).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-03',
    ])
    expect(lines([series!])).toEqual([line])
  })

  it('asks for several events in an interval', async () => {
    const series = await askTrends({ events: [{ ...did('view'), atLeast: 3 }] })
    expect(lines(series)).toEqual([[1, 0, 0, 1]])
  })

  it('shows metrics beside events, for each segment', async () => {
    const desk = { container: 'event', where: { dimension: 'device', op: 'equals', value: 'desk' } }
    const phone = { ...desk, where: { ...desk.where, value: 'phone' } }
    const series = await askTrends({
      events: [did('view')],
      metrics: ['amount', 'people'],
      compare: [desk, phone],
      interval: 'month',
    })
    expect(series.map(({ name, segment }) => [name, segment])).toEqual([
      ['event equals view', null],
      ['amount', null],
      ['People', null],
      ['event equals view', 'segment 1'],
      ['amount', 'segment 1'],
      ['People', 'segment 1'],
      ['event equals view', 'segment 2'],
      ['amount', 'segment 2'],
      ['People', 'segment 2'],
    ])
    expect(lines(series.slice(3))).toEqual([
      [2, 2],
      [17, 17],
      [2, 2],
      [2, 2],
      [3, 3],
      [2, 2],
    ])
    expect(series[0]!.points[0]!.interval).toBe('2026-01')
  })

  it('breaks down by the largest items', async () => {
    const breakdown = { events: [did('view')], breakdown: 'device', countedAs: 'events' }
    const series = await askTrends({ ...breakdown, metrics: ['amount'] })
    expect(series.map(({ name, item }) => [name, item])).toEqual([
      ['event equals view', 'desk'],
      ['event equals view', 'phone'],
      ['amount', 'desk'],
      ['amount', 'phone'],
    ])
    expect(lines(series)).toEqual([
      [1, 0, 2, 3],
      [3, 0, 0, 3],
      [17, 0, 0, 17],
      [3, 0, 0, 3],
    ])
    expect(await askTrends({ ...breakdown, limit: 1 })).toHaveLength(1)
  })

  it('says where a component or segment is unknown', async () => {
    const unknown = { code: 'request/unknown-component' }
    await expect(askTrends({ metrics: ['people', 'x'] })).rejects.toMatchObject({
      ...unknown,
      path: ['metrics', 1],
    })
    await expect(askTrends({ metrics: ['people'], breakdown: 'x' })).rejects.toMatchObject({
      ...unknown,
      path: ['breakdown'],
    })
    const compare = { metrics: ['people'], compare: ['nobody'] }
    await expect(askTrends(compare)).rejects.toMatchObject({ path: ['compare', 0] })
  })
})

describe('overlays of trends', () => {
  const DAY = 24 * HOUR
  const counts = [9, 5, 4, 6, 5, 2, 3]
  const busy: MemoryEvent[] = Array.from({ length: 60 }, (_, day) =>
    Array.from({ length: (day === 52 ? 30 : 0) + counts[day % 7]! + (day % 2) }, (_, i) => ({
      person: `p${i}`,
      time: START + day * DAY + i * 60_000,
      fields: { event: i % 3 === 0 ? 'buy' : 'view', device: i % 2 ? 'phone' : 'desk' },
    })),
  ).flat()
  const range = { start: '2026-02-10', end: '2026-02-28' }
  const askBusy = (request: object) => ask({ events: busy }, { dateRange: range, ...request })

  it('find the anomalies that a table finds', async () => {
    const { rows } = (await askBusy({
      kind: 'freeform',
      rows: { dimension: 'day' },
      columns: [{ metric: 'events', anomalies: true }],
      sort: { dimension: 'day' },
    })) as FreeformResult
    const { series } = (await askBusy({
      kind: 'trends',
      metrics: ['events'],
      events: [{ where: { or: [did('view').where, did('buy').where] } }],
      countedAs: 'events',
      anomalies: true,
    })) as TrendsResult
    const expected = rows.map(({ expectations }) => expectations![0])
    expect(expected.map((one) => one!.anomaly).indexOf(true)).toBe(12)
    expect(series.map(({ expectations }) => expectations)).toEqual([expected, expected])
  })

  it('judge every item of a breakdown by its own history', async () => {
    const request = { kind: 'trends', events: [did('view')], anomalies: true }
    const { series } = (await askBusy({ ...request, breakdown: 'device' })) as TrendsResult
    for (const { item, expectations } of series) {
      const where = { dimension: 'device', op: 'equals', value: item }
      const alone = (await askBusy({
        ...request,
        segments: [{ container: 'event', where }],
      })) as TrendsResult
      expect(expectations).toEqual(alone.series[0]!.expectations)
      expect(expectations).toHaveLength(18)
    }
    expect(series).toHaveLength(2)
  })

  it('draw a line through the points', async () => {
    const request = { kind: 'trends', metrics: ['events'], interval: 'week' }
    const dateRange = { start: '2026-01-05', end: '2026-02-02' }
    const lineOf = async (trendLine: unknown) => {
      const { series } = (await askBusy({ ...request, dateRange, trendLine })) as TrendsResult
      return series[0]!
    }
    const { points, trendLine: average } = await lineOf({ movingAverage: 2 })
    const values = points.map(({ value }) => value!)
    expect(average).toEqual([null, ...[1, 2, 3].map((i) => (values[i - 1]! + values[i]!) / 2)])
    const { trendLine: linear } = await lineOf('linear')
    const step = linear![1]! - linear![0]!
    expect(linear![3]! - linear![2]!).toBeCloseTo(step, 9)
    expect(linear!.reduce((a, b) => a! + b!)).toBeCloseTo(
      values.reduce((a, b) => a + b),
      9,
    )
    await expect(lineOf('cubic')).rejects.toMatchObject({ code: 'request/invalid' })
  })
})
