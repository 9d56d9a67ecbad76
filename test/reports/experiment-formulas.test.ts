import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type {
  ExperimentResult,
  ExperimentVariant,
} from '../../src/query/reports/experiment/request.ts'
import { anytimePValue, estimateVariance, type Moments } from '../../src/statistics/experiment.ts'
import { ask } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2026, 0, 1)

const event = (person: string, minute: number, fields: object): MemoryEvent => ({
  person,
  time: START + minute * MINUTE_MS,
  fields: { ...fields },
})

const shown = (person: string, minute: number, variant: string): MemoryEvent =>
  event(person, minute, { experiment: 'button', variant })

const order = (person: string, minute: number, revenue: number, device = 'phone'): MemoryEvent =>
  event(person, minute, { revenue, device })

const view = {
  dimensions: [
    { id: 'experiment', field: 'experiment' },
    { id: 'variant', field: 'variant' },
    { id: 'device', field: 'device' },
  ],
  metrics: [
    { id: 'revenue', field: 'revenue' },
    { id: 'orders', field: 'revenue', count: 'instances' },
  ],
}

const onPhone = { container: 'event', where: { dimension: 'device', op: 'equals', value: 'phone' } }

type Written = string | object

async function askAll(
  events: readonly MemoryEvent[],
  formulas: Readonly<Record<string, Written>>,
  request: object = {},
): Promise<ExperimentResult> {
  const definitions = Object.entries(formulas).map(([id, formula]) => ({
    kind: 'calculated-metric',
    id,
    formula,
  }))
  return await ask<ExperimentResult>(
    {
      events: [order('nobody', 0, 1), ...events],
      view,
      definitions,
      options: { batchEvents: 7, runners: 2 },
    },
    {
      kind: 'experiment',
      experiment: 'experiment',
      variant: 'variant',
      control: 'A',
      metrics: Object.keys(formulas),
      ...request,
    },
  )
}

const units = ['person', 'session', 'event'] as const

const person = fc.constantFrom('p', 'q', 'r', 's', 't')
const minute = fc.integer({ min: 1, max: 30 }).map((step) => step * 12)

const happening = fc.oneof(
  fc.tuple(person, minute, fc.constantFrom('A', 'B')).map((args) => shown(...args)),
  fc
    .tuple(person, minute, fc.integer({ min: 0, max: 9 }), fc.constantFrom('phone', 'desk'))
    .map((args) => order(...args)),
)

/** Both variants are shown. */
const worlds = fc
  .array(happening, { maxLength: 40 })
  .map((events) => [shown('x', 0, 'A'), shown('y', 0, 'B'), ...events])

/** What a unit has of each metric. */
interface Values {
  readonly revenue: number
  readonly onPhone: number
  readonly orders: number
  readonly events: number
  readonly sessions: number
  readonly people: number
}

const metricNames = ['revenue', 'onPhone', 'orders', 'events', 'sessions', 'people'] as const

/** The values of the units in a variant, found event by event. */
function slowUnits(
  events: readonly MemoryEvent[],
  unit: (typeof units)[number],
  variant: string,
): readonly Values[] {
  const found = new Map<string, Values & { readonly seen: Set<string> }>()
  for (const who of new Set(events.map((one) => one.person))) {
    const own = events.filter((one) => one.person === who).toSorted((a, b) => a.time - b.time)
    let [current, session] = ['', 0]
    own.forEach((one, i) => {
      if (i > 0 && one.time - own[i - 1]!.time > 30 * MINUTE_MS) session++
      current = String(one.fields['variant'] ?? current)
      if (current !== variant) return
      const name = { person: who, session: `${who} ${session}`, event: `${who} ${i} e` }[unit]
      const before = found.get(name) ?? { ...none, people: 1, seen: new Set<string>() }
      const revenue = Number(one.fields['revenue'] ?? 0)
      before.seen.add(`${session}`)
      found.set(name, {
        ...before,
        revenue: before.revenue + revenue,
        onPhone: before.onPhone + (one.fields['device'] === 'phone' ? revenue : 0),
        orders: before.orders + Number(one.fields['revenue'] !== undefined),
        events: before.events + 1,
        sessions: before.seen.size,
      })
    })
  }
  return [...found.values()]
}

const none = { revenue: 0, onPhone: 0, orders: 0, events: 0, sessions: 0, people: 0 }

interface Case {
  readonly formula: Written
  readonly of: (v: Values) => number
  readonly slopes: (v: Values) => Partial<Values>
}

const phoneRevenue = { metric: 'revenue', segments: [onPhone] }

const cases = {
  price: {
    formula: 'revenue / orders',
    of: (v) => v.revenue / v.orders,
    slopes: (v) => ({ revenue: 1 / v.orders, orders: -v.revenue / v.orders ** 2 }),
  },
  'events-per-person': {
    formula: 'events / people',
    of: (v) => v.events / v.people,
    slopes: (v) => ({ events: 1 / v.people, people: -v.events / v.people ** 2 }),
  },
  mix: {
    formula: 'revenue + 2 * orders - sessions',
    of: (v) => v.revenue + 2 * v.orders - v.sessions,
    slopes: () => ({ revenue: 1, orders: 2, sessions: -1 }),
  },
  'phone-share': {
    formula: { op: '/', args: [phoneRevenue, { metric: 'revenue' }] },
    of: (v) => v.onPhone / v.revenue,
    slopes: (v) => ({ onPhone: 1 / v.revenue, revenue: -v.onPhone / v.revenue ** 2 }),
  },
  root: {
    formula: 'square-root(events) * revenue ^ 2 / sessions',
    of: (v) => (Math.sqrt(v.events) * v.revenue ** 2) / v.sessions,
    slopes: (v) => ({
      events: v.revenue ** 2 / v.sessions / (2 * Math.sqrt(v.events)),
      revenue: (Math.sqrt(v.events) * 2 * v.revenue) / v.sessions,
      sessions: (-Math.sqrt(v.events) * v.revenue ** 2) / v.sessions ** 2,
    }),
  },
} satisfies Record<string, Case>

/** The linearised values of the units one by one, and what they come to. */
function slowFigures({ of, slopes }: Case, all: readonly Values[]) {
  const total = { ...none }
  for (const values of all) for (const name of metricNames) total[name] += values[name]
  const mean = { ...none }
  for (const name of metricNames) mean[name] = total[name] / all.length
  const at = slopes(mean)
  const linear = all.map((values) =>
    metricNames.reduce(
      (sum, name) => sum + (at[name] ?? 0) * (values[name] - mean[name]),
      of(mean),
    ),
  )
  const moments: Moments = {
    units: all.length,
    sum: linear.reduce((a, b) => a + b, 0),
    squares: linear.reduce((a, b) => a + b * b, 0),
  }
  return { moments, mean: of(mean), total: of(total) }
}

const relativelyClose = (actual: number | null, wanted: number): void => {
  if (!Number.isFinite(wanted)) expect(actual).toBeNull()
  else expect(Math.abs(actual! - wanted)).toBeLessThan(1e-6 * (1 + Math.abs(wanted)))
}

describe('a calculated metric of an experiment', () => {
  it.each(units)('has the figures of linearised values of each %s', async (unit) => {
    await fc.assert(
      fc.asyncProperty(worlds, async (events) => {
        const formulas = Object.fromEntries(
          Object.entries(cases).map(([id, { formula }]) => [id, formula]),
        )
        const { metrics } = await askAll(events, formulas, { unit })
        for (const [m, one] of Object.values(cases).entries()) {
          const { variants } = metrics[m]!
          const [a, b] = ['A', 'B'].map((variant) =>
            slowFigures(one, slowUnits(events, unit, variant)),
          )
          variants.forEach((variant, i) => {
            const slow = [a, b][i]!
            expect(variant.units).toBe(slow.moments.units)
            relativelyClose(variant.mean, slow.mean)
            relativelyClose(variant.sum, slow.total)
            relativelyClose(variant.standardDeviation, Math.sqrt(estimateVariance(slow.moments)))
          })
          const [, second] = variants
          relativelyClose(second!.lift, (b!.mean - a!.mean) / a!.mean)
          relativelyClose(second!.pValue, anytimePValue(b!.moments, a!.moments))
        }
      }),
      { numRuns: 60 },
    )
  })

  it.each(units)('that is a plain metric has its figures by %s', async (unit) => {
    await fc.assert(
      fc.asyncProperty(worlds, async (events) => {
        const request = { unit, metrics: ['revenue', 'same', 'whole', 'double'] }
        const formulas = { same: 'revenue', whole: 'revenue + 0 * orders', double: '2 * revenue' }
        const { metrics } = await askAll(events, formulas, request)
        const [plain, same, whole, double] = metrics
        expect(same).toEqual({ ...plain, metric: 'same' })
        plain!.variants.forEach((variant, i) => {
          expectSame(whole!.variants[i]!, variant, 1)
          expectSame(double!.variants[i]!, variant, 2)
        })
        expect([whole, double].map((one) => one!.best)).toEqual([plain!.best, plain!.best])
      }),
      { numRuns: 40 },
    )
  })

  it('counts under segments of the request and of the formula', async () => {
    const events = [
      shown('a', 0, 'A'),
      order('a', 1, 10, 'phone'),
      order('a', 2, 30, 'desk'),
      shown('b', 0, 'B'),
      order('b', 1, 20, 'phone'),
      order('b', 200, 5, 'desk'),
    ]
    const share = { op: '/', args: [phoneRevenue, { metric: 'revenue' }] }
    const { metrics } = await askAll(events, { share }, { metrics: ['share'] })
    expect(metrics[0]!.variants.map(({ mean }) => mean)).toEqual([0.25, 0.8])
    const early = { container: 'session', where: { dimension: 'variant', op: 'exists' } }
    const inFirst = await askAll(events, { share }, { metrics: ['share'], segments: [early] })
    expect(inFirst.metrics[0]!.variants.map(({ mean }) => mean)).toEqual([0.25, 1])
  })

  it('is null where it divides by zero, and as sure as nothing', async () => {
    const events = [
      shown('a', 0, 'A'),
      shown('a2', 0, 'A'),
      ...['b', 'b2'].flatMap((who, i) => [shown(who, 0, 'B'), order(who, 1, 4 + i)]),
    ]
    const { metrics } = await askAll(events, {
      price: 'revenue / orders',
      chosen: 'if(orders > 0, revenue / orders, 0)',
    })
    const [price, chosen] = [metrics[0]!, metrics[1]!]
    const nothing = { sum: null, mean: null, standardDeviation: null, lower: null, upper: null }
    expect(price).toMatchObject({ conclusive: false, best: null })
    expect(price.variants[0]).toMatchObject({ units: 2, ...nothing })
    expect(price.variants[1]).toMatchObject({ mean: 4.5, lift: null, confidence: null })
    expect(price.variants[1]!.pValue).toBeNull()
    expect(chosen.variants.map(({ mean }) => mean)).toEqual([0, 4.5])
    expect(chosen.variants[0]!.standardDeviation).toBe(0)
    expect(chosen.variants[1]!.standardDeviation).toBeCloseTo(Math.SQRT1_2, 9)
  })

  it('says in words what it is', async () => {
    const { meta } = await askAll(
      [shown('a', 0, 'A')],
      { price: 'revenue / orders' },
      { metrics: ['orders', 'price'], explain: true },
    )
    const words = meta.plan?.join('\n')
    expect(words).toContain('price is revenue / orders.')
    expect(words).toContain('delta method')
  })

  it.each([
    ['a function of all rows', 'cumulative(orders, 0)', 'cumulative sees all rows'],
    ['one deep inside', 'orders / (1 + column-sum(orders))', 'column-sum sees all rows'],
    ['a score', 'z-score(orders)', 'z-score sees all rows'],
    ['a lift', 'lift(orders, people)', 'lift sees all rows'],
    ['a variance', 'sample-variance(orders, people)', 'sample-variance is a figure of the spread'],
    ['a jump', 'round(revenue / orders)', 'round jumps between values'],
    ['a comparison', 'orders > 2', 'greater-than jumps between values'],
    [
      'a total',
      { op: '/', args: [{ metric: 'orders' }, { metric: 'orders', total: true }] },
      'it has a total over all rows',
    ],
    [
      'distinct items',
      { function: 'approximate-count-distinct', args: [{ dimension: 'device' }] },
      'items of device',
    ],
    [
      'credit',
      { metric: 'orders', attribution: { model: 'linear', container: 'person' } },
      'orders is credited by linear',
    ],
  ])('refuses %s, and says why', async (_, formula, reason) => {
    const request = { metrics: ['orders', 'it'] }
    await expect(askAll([shown('a', 0, 'A')], { it: formula }, request)).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['metrics', 1],
      message: expect.stringContaining(`it has no confidence: ${reason}`),
    })
  })

  it('names a metric of the formula that there is not, at the calculated one', async () => {
    const request = { metrics: ['price'] }
    await expect(
      askAll([shown('a', 0, 'A')], { price: 'revenu / orders' }, request),
    ).rejects.toMatchObject({ code: 'request/unknown-component', path: ['metrics', 0] })
  })

  it('is rarely conclusive where nothing differs, and is where something does', async () => {
    const random = randomNumbers(7)
    const people = (price: (variant: string) => number) =>
      Array.from({ length: 400 }, (_, i) => {
        const variant = i % 2 === 0 ? 'A' : 'B'
        const orders = Math.floor(random() * 5)
        const each = Array.from({ length: orders }, (__, k) =>
          order(`p${i}`, 1 + k, Math.round(price(variant) * (0.5 + random()))),
        )
        return [shown(`p${i}`, 0, variant), ...each]
      }).flat()
    let conclusive = 0
    for (let run = 0; run < 30; run++) {
      conclusive += Number((await askPrice(people(() => 20))).conclusive)
    }
    expect(conclusive).toBeLessThanOrEqual(2)
    const price = await askPrice(people((variant) => (variant === 'B' ? 40 : 20)))
    expect(price).toMatchObject({ conclusive: true, best: 'B' })
    expect(price.variants[1]!.lift! - 1).toBeLessThan(0.2)
  })
})

async function askPrice(events: readonly MemoryEvent[]) {
  const { metrics } = await askAll(events, { price: 'revenue / orders' })
  return metrics[0]!
}

function expectSame(actual: ExperimentVariant, plain: ExperimentVariant, times: number): void {
  for (const name of ['sum', 'mean', 'standardDeviation', 'lower', 'upper'] as const) {
    relativelyClose(actual[name], plain[name] === null ? Number.NaN : plain[name] * times)
  }
  for (const name of ['lift', 'liftLower', 'liftUpper', 'confidence', 'pValue'] as const) {
    relativelyClose(actual[name], plain[name] ?? Number.NaN)
  }
}

/** Numbers from 0 to below 1, the same ones for a seed. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
