import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Measure } from './aggregations/group-aggregation.ts'
import { type Block, type Column, cutBatches, makeNumbersColumn } from './columns.ts'
import { createEngine } from './engine.ts'
import { PlanBuilder } from './plan-builder.ts'

const none = fc.constantFrom(0, Number.NaN)
const amount = fc.oneof(fc.constantFrom(0, Number.NaN), fc.double({ min: -9, max: 9 }))

/** Amounts of which most are the same, and a code for each event. */
const world = none.chain((most) =>
  fc.array(
    fc.record({
      amount: fc.oneof({ weight: 8, arbitrary: fc.constant(most) }, amount),
      code: fc.nat({ max: 3 }),
      isIn: fc.boolean(),
    }),
    { maxLength: 60 },
  ),
)

const engine = createEngine()

/** What group aggregations make of a column of amounts, by code and in total. */
function figures(events: readonly { code: number; isIn: boolean }[], amounts: Column) {
  const block: Block = {
    events: events.length,
    persons: events.length > 0 ? 2 : 0,
    personBase: 0,
    personStart: Uint32Array.of(0, events.length >> 1, events.length),
    personCode: Uint32Array.of(1, 2),
    time: Float64Array.from(events.keys()),
    columns: new Map(
      Object.entries<Column>({
        amount: amounts,
        code: { kind: 'codes', data: Uint8Array.from(events, ({ code }) => code) },
        flag: { kind: 'codes', data: Uint8Array.from(events, ({ isIn }) => Number(isIn)) },
      }),
    ),
  }
  const plan = new PlanBuilder()
  const [input, code, flag] = ['amount', 'code', 'flag'].map((column) =>
    plan.add({ op: 'column', column }),
  )
  const [has, isIn, runs] = [
    plan.add({ op: 'has', input: input! }),
    plan.add({ op: 'has', input: flag! }),
    plan.add({ op: 'persons' }),
  ]
  const measures = [null, has, plan.and(has, isIn), isIn].flatMap((mask): Measure[] => [
    { measure: 'count', mask },
    { measure: 'distinct', runs, mask },
    { measure: 'sum', input: input!, mask },
  ])
  for (const mask of [null, has, isIn]) {
    plan.aggregate({ kind: 'group', keys: [], sizes: [], lists: [], mask, measures })
    plan.aggregate({ kind: 'group', keys: [code!], sizes: [4], lists: [false], mask, measures })
  }
  const runner = engine.createRunner(plan.build())
  for (const range of cutBatches([block], 1)) runner.consume(block, range)
  return runner.partial()
}

describe('sparse numbers', () => {
  it('give the same figures as one number per event', () => {
    fc.assert(
      fc.property(world, (events) => {
        const data = Float64Array.from(events, (event) => event.amount)
        const sparse = figures(events, makeNumbersColumn(data))
        expect(sparse).toEqual(figures(events, { kind: 'numbers', data }))
      }),
      { numRuns: 300 },
    )
  })

  it('are made where at most a quarter is other than 0 or than no value', () => {
    const column = makeNumbersColumn(Float64Array.of(0, 0, 7, 0, 0, Number.NaN, 0, 0))
    expect(column).toEqual({
      kind: 'sparse',
      otherwise: 0,
      places: Uint32Array.of(2, 5),
      values: Float64Array.of(7, Number.NaN),
    })
    expect(makeNumbersColumn(Float64Array.of(1, 2, Number.NaN, 0)).kind).toBe('numbers')
  })
})
