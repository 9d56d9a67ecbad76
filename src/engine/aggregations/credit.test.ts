import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attributionModels, type ModelName } from '../attribution/index.ts'
import { type Block, type Column, cutBatches, makeNumbersColumn } from '../columns.ts'
import { createEngine } from '../engine.ts'
import { PlanBuilder } from '../plan-builder.ts'
import type { CreditAggregation } from './credit-aggregation.ts'
import { DENSE_GROUPS } from './group.ts'
import type { GroupPartial } from './group-aggregation.ts'

const HOUR = 3_600_000

const events = fc.array(
  fc.record({
    person: fc.nat({ max: 3 }),
    hour: fc.integer({ min: 0, max: 400 }),
    code: fc.constantFrom<number>(0, 0, 1, 2, 3),
    amount: fc.constantFrom(0, Number.NaN, Number.NaN, Number.NaN, 5, 8),
  }),
  { minLength: 1, maxLength: 60 },
)
type Events = typeof events extends fc.Arbitrary<infer T> ? T : never

const question = fc.record({
  model: fc.constantFrom(...(Object.keys(attributionModels) as ModelName[])),
  lookbackMs: fc.constantFrom(null, 0, 24 * HOUR, 150 * HOUR),
  halfLifeMs: fc.constantFrom(1, 10 * HOUR, 168 * HOUR),
  touchesAll: fc.boolean(),
})
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never

/** How the same question is asked so that other code answers it. */
interface Way {
  readonly fewAmounts?: boolean
  readonly wideCodes?: boolean
  readonly manyGroups?: boolean
  readonly twoKeys?: boolean
  readonly filtered?: boolean
  readonly asList?: boolean
}

const ways: readonly Way[] = [
  { fewAmounts: true },
  { wideCodes: true },
  { manyGroups: true },
  { twoKeys: true },
  { twoKeys: true, manyGroups: true, fewAmounts: true },
  { filtered: true },
  { asList: true },
]

const engine = createEngine()

function blockOf(drawn: Events, { fewAmounts, wideCodes }: Way): Block {
  const rows = drawn.toSorted((a, b) => a.person - b.person || a.hour - b.hour)
  const persons = [...new Set(rows.map(({ person }) => person))]
  const amounts = Float64Array.from(rows, ({ amount }) => amount)
  const codes = rows.map(({ code }) => code)
  const columns: Record<string, Column> = {
    amount: fewAmounts ? makeNumbersColumn(amounts) : { kind: 'numbers', data: amounts },
    code: { kind: 'codes', data: (wideCodes ? Uint32Array : Uint8Array).from(codes) },
    one: { kind: 'codes', data: Uint8Array.from(codes, () => 1) },
    values: {
      kind: 'list',
      parent: null,
      offsets: Uint32Array.from([...rows.keys(), rows.length]),
    },
    'values[]': { kind: 'codes', data: Uint8Array.from(codes) },
  }
  return {
    events: rows.length,
    persons: persons.length,
    personBase: 0,
    personStart: Uint32Array.from([
      ...persons.map((person) => rows.findIndex((row) => row.person === person)),
      rows.length,
    ]),
    personCode: Uint32Array.from(persons, (person) => person + 1),
    time: Float64Array.from(rows, ({ hour }) => hour * HOUR),
    columns: new Map(Object.entries(columns)),
  }
}

const round = (x: number) => Math.round(x * 1e9) / 1e9

/** Credit by code, rounded. */
function creditOf(
  drawn: Events,
  asked: Question,
  way: Way,
  batchEvents = 9,
): Record<string, number> {
  const plan = new PlanBuilder()
  const code = plan.add({ op: 'column', column: 'code' })
  const one = plan.add({ op: 'column', column: 'one' })
  const list = plan.add({ op: 'column', column: 'values[]', list: 'values' })
  const amount = plan.add({ op: 'column', column: 'amount' })
  const key = way.asList ? list : code
  const keys = way.twoKeys ? [key, one] : [key]
  const touches = plan.add({ op: 'has', input: key })
  const size = way.manyGroups ? DENSE_GROUPS + 1 : 4
  const aggregation: CreditAggregation = {
    kind: 'credit',
    keys,
    sizes: keys.map((ref) => (ref === one ? 2 : size)),
    lists: keys.map((ref) => ref === list),
    touches: asked.touchesAll && !way.asList ? null : touches,
    filter: way.filtered ? plan.add({ op: 'has', input: one }) : null,
    none: !way.filtered,
    conversions: plan.add({ op: 'has', input: amount }),
    amount,
    runs: plan.add({ op: 'persons' }),
    lookbackMs: asked.lookbackMs,
    model: asked.model,
    settings: { halfLifeMs: asked.halfLifeMs, weights: [30, 20, 50] },
  }
  plan.aggregate(aggregation)
  const block = blockOf(drawn, way)
  const runner = engine.createRunner(plan.build())
  for (const range of cutBatches([block], batchEvents)) runner.consume(block, range)
  const [{ keys: codes, values }] = runner.partial() as [GroupPartial]
  const credit: Record<string, number> = {}
  values[0]!.forEach((x, group) => {
    const own = codes ? codes[0]![group]! : way.twoKeys ? group >> 1 : group
    if (x !== 0) credit[own] = round((credit[own] ?? 0) + x)
  })
  return credit
}

it('credit is the same by kernels and by the code for lists, filters and many groups', () => {
  fc.assert(
    fc.property(events, question, fc.constantFrom(...ways), (drawn, asked, way) => {
      fc.pre(!(way.asList && asked.touchesAll))
      const { 0: none = 0, ...plain } = creditOf(drawn, asked, {})
      const { 0: other = 0, ...credit } = creditOf(drawn, asked, way)
      expect(credit).toEqual(plain)
      if (!way.filtered) expect(other).toBe(none)
    }),
    { numRuns: 600 },
  )
})

it('reads the same times where conversions are rare', () => {
  const rows = Array.from({ length: 1200 }, (_, hour) => ({
    person: 0,
    hour,
    code: 1 + (hour % 3),
    amount: hour === 1000 ? 9 : Number.NaN,
  }))
  const asked = {
    model: 'linear',
    lookbackMs: 5 * HOUR,
    halfLifeMs: HOUR,
    touchesAll: false,
  } as const
  expect(creditOf(rows, asked, {}, rows.length)).toEqual({ 1: 3, 2: 3, 3: 3 })
  const decayed = creditOf(rows, { ...asked, model: 'time-decay' }, {}, rows.length)
  expect(decayed).toEqual({
    1: round((9 * 18) / 63),
    2: round((9 * 36) / 63),
    3: round((9 * 9) / 63),
  })
})
