import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { ConversionTrendsResult } from '../../src/query/reports/conversion-trends/request.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import { ask } from '../support/ask.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 5)
const view = { calendar: { type: 'gregorian', firstDayOfWeek: 'monday' } }
const step = (item: string, more: object = {}) => ({ any: [{ dimension: 'event', item }], ...more })
const steps = [step('view'), step('cart'), step('buy')]

/** Days since a Monday. */
const journeys: Readonly<Record<string, string>> = {
  ann: '0 view, 1 cart, 2 buy, 7 view, 8 cart, 14.1 buy',
  ben: '0 view, 6.99 cart, 7.001 buy, 9 view',
  cid: '3 cart, 3.1 view, 3.2 buy, 21 view, 21.01 cart, 21.02 buy',
}

const events: MemoryEvent[] = Object.entries(journeys).flatMap(([person, text]) =>
  text.split(', ').map((part) => {
    const [day, event] = part.split(' ')
    return { person, time: START + Math.round(Number(day) * DAY), fields: { event } }
  }),
)

const dateRange = { start: '2026-01-05', end: '2026-02-02' }
const run = (request: object) =>
  ask({ events, options: { batchEvents: 4, runners: 2 }, view }, { dateRange, ...request })
const askTrends = async (request: object = {}) =>
  ((await run({ kind: 'conversion-trends', steps, ...request })) as ConversionTrendsResult).series

describe('conversion trends', () => {
  it('has a rate per interval, and their mean', async () => {
    const [series] = await askTrends()
    expect(series!.points).toEqual([
      { interval: '2026-01-05', started: 3, completed: 1, rate: 1 / 3 },
      { interval: '2026-01-12', started: 2, completed: 0, rate: 0 },
      { interval: '2026-01-19', started: 0, completed: 0, rate: null },
      { interval: '2026-01-26', started: 1, completed: 1, rate: 1 },
    ])
    expect(series!.average).toBeCloseTo((1 / 3 + 0 + 1) / 3, 12)
  })

  it('stays within sessions, and within the time that a step has', async () => {
    const [sessions] = await askTrends({ container: 'session', interval: 'month' })
    expect(sessions!.points[0]).toMatchObject({ started: 6, completed: 1 })
    const [quick] = await askTrends({
      steps: [step('view'), step('buy', { within: { hours: 3 } })],
    })
    expect(quick!.points.map(({ completed }) => completed)).toEqual([1, 0, 0, 1])
  })

  it.each(['person', 'session'])('agrees with a fallout of each week, by %s', async (container) => {
    const [series] = await askTrends({ container })
    for (const [index, { interval, started, completed }] of series!.points.entries()) {
      const end = series!.points[index + 1]?.interval ?? dateRange.end
      const week = { kind: 'fallout', container, steps, dateRange: { start: interval, end } }
      const [only] = ((await run(week)) as FalloutResult).series
      const counts = only!.steps.map(({ count }) => count)
      expect([started, completed]).toEqual([counts[0], counts[2]])
    }
  })

  it('compares segments', async () => {
    const where = { dimension: 'person-id', op: 'equals', value: 'ann' }
    const [all, ann, rest] = await askTrends({
      compare: [
        { container: 'person', where },
        { container: 'person', where: { not: where } },
      ],
    })
    expect([all!.segment, ann!.segment, rest!.segment]).toEqual([null, 'segment 1', 'segment 2'])
    expect([ann!.points[0]!.rate, rest!.points[0]!.rate]).toEqual([1, 0])
  })

  it('refuses an optional last step', async () => {
    const asked = askTrends({ steps: [step('view'), step('buy', { optional: true })] })
    await expect(asked).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['steps', 1, 'optional'],
    })
  })
})
