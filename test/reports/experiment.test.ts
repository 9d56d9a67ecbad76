import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { ExperimentResult } from '../../src/query/reports/experiment/request.ts'
import { ask } from '../support/ask.ts'

const HOUR = 3_600_000

const event = (person: string, hour: number, fields: object): MemoryEvent => ({
  person,
  time: Date.UTC(2026, 0, 1) + hour * HOUR,
  fields: { ...fields },
})

const shown = (person: string, hour: number, variant: string): MemoryEvent =>
  event(person, hour, { experiment: 'button', variant })

const order = (person: string, hour: number, revenue: number): MemoryEvent =>
  event(person, hour, { revenue })

const dataView = {
  dimensions: [
    { id: 'experiment', field: 'experiment' },
    { id: 'variant', field: 'variant' },
  ],
  metrics: [
    { id: 'revenue', field: 'revenue' },
    { id: 'orders', field: 'revenue', count: 'instances' },
  ],
}

const askExperiment = async (events: readonly MemoryEvent[], request: object = {}) =>
  await ask<ExperimentResult>(
    { events: [...events], view: dataView },
    {
      kind: 'experiment',
      experiment: 'experiment',
      variant: 'variant',
      control: 'A',
      metrics: ['revenue'],
      ...request,
    },
  )

const world = [
  order('a1', 0, 99),
  shown('a1', 1, 'A'),
  order('a1', 2, 10),
  order('a1', 30, 20),
  shown('a2', 1, 'A'),
  shown('b1', 1, 'B'),
  order('b1', 2, 50),
  shown('b2', 1, 'B'),
  shown('b2', 5, 'B'),
  order('b2', 6, 70),
  order('nobody', 1, 1000),
]

describe('an experiment', () => {
  it('adds up what people did after they were shown a variant', async () => {
    const { metrics, threshold } = await askExperiment(world)
    const [a, b] = metrics[0]!.variants
    expect(threshold).toBe(0.05)
    expect(a).toMatchObject({ variant: 'A', units: 2, sum: 30, mean: 15, isControl: true })
    expect(a?.standardDeviation).toBeCloseTo(Math.sqrt(450), 9)
    expect(a?.lift).toBeNull()
    expect(b).toMatchObject({ variant: 'B', units: 2, sum: 120, mean: 60, lift: 3 })
    expect(b?.pValue).toBeGreaterThan(0.9)
    expect(metrics[0]).toMatchObject({ conclusive: false, best: 'A' })
  })

  it('counts sessions and events as units', async () => {
    const units = async (unit: string) =>
      (await askExperiment(world, { unit, metrics: ['orders'] })).metrics[0]!.variants.map(
        ({ units, sum }) => [units, sum],
      )
    expect(await units('session')).toEqual([
      [4, 2],
      [5, 2],
    ])
    expect(await units('event')).toEqual([
      [4, 2],
      [5, 2],
    ])
    expect(await units('person')).toEqual([
      [2, 2],
      [2, 2],
    ])
  })

  it('is conclusive with enough people, and corrects for several variants', async () => {
    const many = Array.from({ length: 900 }, (_, i) => {
      const variant = ['A', 'B', 'C'][i % 3]!
      const person = `p${i}`
      const converts = variant === 'B' ? i % 2 === 0 : i % 10 === 0
      return [shown(person, 1, variant), ...(converts ? [order(person, 2, 1)] : [])]
    }).flat()
    const { metrics, threshold } = await askExperiment(many, { metrics: ['orders', 'revenue'] })
    expect(threshold).toBe(0.025)
    expect(metrics[0]).toMatchObject({ metric: 'orders', conclusive: true, best: 'B' })
    const [, b, c] = metrics[0]!.variants
    expect(b!.confidence!).toBeGreaterThan(0.975)
    expect(b!.liftLower!).toBeGreaterThan(0)
    expect(c!.confidence!).toBeLessThan(0.5)
  })

  it('keeps to one experiment, and asks which when there are several', async () => {
    const two = [...world, event('b1', 3, { experiment: 'price', variant: 'A' })]
    await expect(askExperiment(two)).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['item'],
    })
    const { metrics } = await askExperiment(two, { item: 'button' })
    expect(metrics[0]!.variants.map(({ units }) => units)).toEqual([2, 2])
  })

  it('refuses what does not occur, and names the nearest that does', async () => {
    const refused = async (request: object, at: string, named: string) =>
      await expect(askExperiment(world, request)).rejects.toMatchObject({
        code: 'request/impossible',
        path: [at],
        message: expect.stringContaining(named),
      })
    await refused({ control: 'a' }, 'control', 'variant never is "a"; allowed: A, B')
    await refused({ control: null }, 'control', 'allowed: A, B')
    await refused({ item: 'buton' }, 'item', 'experiment never is "buton"; allowed: button')
    const later = { start: '2026-01-05', end: '2026-01-06' }
    const late = [...world, shown('b3', 100, 'B')]
    await expect(askExperiment(late, { dateRange: later })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['control'],
      message: expect.stringContaining('allowed: B'),
    })
  })

  it('has no best variant where nobody was shown one, and says so', async () => {
    const { metrics, meta } = await askExperiment(world, {
      dateRange: { start: '2026-02-01', end: '2026-02-02' },
    })
    expect(metrics[0]).toMatchObject({ best: null, conclusive: false })
    expect(meta.warnings).toContain('nobody was shown a variant of experiment in the range')
  })

  it('has the moments that a slow count has', async () => {
    const person = fc.constantFrom('p', 'q', 'r', 's')
    const hour = fc.integer({ min: 0, max: 6 })
    const any = fc.oneof(
      fc.tuple(person, hour, fc.constantFrom('A', 'B')).map((args) => shown(...args)),
      fc.tuple(person, hour, fc.integer({ min: 0, max: 9 })).map((args) => order(...args)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: 1, maxLength: 30 }), async (events) => {
        const slow = slowMoments(events)
        const [metric] = (await askExperiment([shown('x', 0, 'A'), order('x', 1, 0), ...events]))
          .metrics
        for (const { variant, units, sum } of metric!.variants) {
          const isControl = variant === 'A'
          const values = slow.get(String(variant)) ?? []
          expect(units).toBe(values.length + Number(isControl))
          expect(sum).toBeCloseTo(
            values.reduce((a, b) => a + b, 0),
            9,
          )
        }
      }),
      { numRuns: 60 },
    )
  })
})

/** What each person did in each variant. */
function slowMoments(events: readonly MemoryEvent[]): Map<string, number[]> {
  const values = new Map<string, number[]>()
  for (const person of new Set(events.map((one) => one.person))) {
    const own = events.filter((one) => one.person === person)
    own.sort((a, b) => a.time - b.time)
    const sums = new Map<string, number>()
    let current: string | undefined
    for (const { fields } of own) {
      current = (fields['variant'] as string | undefined) ?? current
      if (current === undefined) continue
      sums.set(current, (sums.get(current) ?? 0) + Number(fields['revenue'] ?? 0))
    }
    for (const [variant, sum] of sums) values.set(variant, [...(values.get(variant) ?? []), sum])
  }
  return values
}
