import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, type Row, type World } from '../support/ask.ts'

const pages = ['Cart', 'Home', 'Pay', 'View']
const rows = fc.array(
  fc
    .record({
      person: fc.constantFrom('ann', 'bob', 'cem'),
      hour: fc.integer({ min: 0, max: 70 }),
      page: fc.constantFrom(undefined, ...pages),
      chan: fc.constantFrom(undefined, 'Ad', 'Mail', 'Web'),
      tags: fc.array(fc.constantFrom('', 'x', 'y', 'z'), { maxLength: 2 }),
      amount: fc.constantFrom(undefined, 1, 5),
    })
    .map(({ person, hour, ...fields }): Row => {
      const time = new Date(Date.UTC(2026, 2, 1) + hour * 3_600_000).toISOString().slice(0, -1)
      return [time, fields, person]
    }),
  { minLength: 1, maxLength: 18 },
)
/** So that every value is known in every world. */
const known = pages.map(
  (page, index): Row => [
    `2025-01-0${index + 1}`,
    { page, chan: ['Ad', 'Mail', 'Web', 'Ad'][index], tags: ['x', 'y', 'z'], amount: 1 },
    'zoe',
  ],
)
const worldOf = (drawn: readonly Row[], reversedCodes: boolean): World => ({
  rows: [...known, ...drawn],
  options: { reversedCodes },
  view: {
    dimensions: ['page', 'chan', 'tags'].map((id) => ({ id })),
    metrics: [{ id: 'amount' }],
  },
})

const is = (value: string) => ({ where: { dimension: 'page', op: 'equals', value } })
const item = (value: string) => ({ dimension: 'page', item: value })
const dateRange = { start: '2026-03-01', end: '2026-03-04' }
const linear = { model: 'linear', container: 'person' }
const formulas = ['cumulative(0, amount)', 'lift(amount, people)', 'z-score(amount)']

const requests: Readonly<Record<string, object>> = {
  freeform: {
    rows: { dimension: 'page' },
    columns: [{ metric: 'events' }, ...formulas.map((formula) => ({ formula }))],
    limit: 2,
  },
  'freeform by several dimensions': {
    kind: 'freeform',
    rows: { dimensions: ['tags', 'chan'] },
    columns: [{ metric: 'amount', attribution: linear }, { metric: 'people' }],
    limit: 3,
  },
  'freeform as a breakdown': {
    kind: 'freeform',
    rows: { dimension: 'tags' },
    where: [{ dimension: 'chan', item: 'Web' }],
    columns: [{ metric: 'amount', attribution: { ...linear, model: 'algorithmic' } }],
  },
  fallout: {
    steps: [{ any: [item('Home')] }, { any: [item('Cart'), item('Pay')] }],
    breakdown: { dimension: 'chan', at: 'first', limit: 2 },
  },
  flow: {
    dimension: 'page',
    anchor: { contains: { item: 'Home' } },
    columns: 2,
    itemsPerColumn: 2,
  },
  'flow from where most begin': { kind: 'flow', dimension: 'page', columns: 2, itemsPerColumn: 2 },
  cohort: {
    granularity: 'day',
    inclusion: is('Home'),
    return: is('Cart'),
    cohortDimension: 'chan',
    limit: 2,
  },
  paths: { dimension: 'page', container: 'person', to: is('Pay'), limit: 2 },
  attribution: { metric: 'amount', dimension: 'chan', models: ['linear', 'last-touch'], limit: 2 },
  correlation: { goal: is('Pay'), dimensions: ['page', 'chan', 'tags'], container: 'person' },
  'next-previous': { dimension: 'page', item: 'Home', direction: 'next', container: 'person' },
  'quick-insights': { dimension: 'page', breakdowns: ['chan'], metrics: ['amount'], limit: 3 },
  trends: { metrics: ['amount'], interval: 'day', breakdown: 'chan', limit: 2 },
  'concurrent-viewers': { granularity: 'day', breakdown: 'page', limit: 2 },
}

/** Sums of the same numbers in another order differ in their last digits. */
const rounded = (_: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value

describe('the codes that items have change nothing', () => {
  for (const [name, request] of Object.entries(requests)) {
    it(name, async () => {
      const property = fc.asyncProperty(rows, async (drawn) => {
        const [plain, reversed] = await Promise.all(
          [false, true].map(async (isReversed) => {
            const asked = { kind: name, dateRange, ...request }
            const { meta: _, ...result } = await ask(worldOf(drawn, isReversed), asked)
            return JSON.parse(JSON.stringify(result), rounded)
          }),
        )
        expect(reversed).toEqual(plain)
      })
      await fc.assert(property, { numRuns: 30 })
    })
  }
})
