import { describe, expect, it } from 'vitest'
import { findMovedTimes, printPlan } from './compare-plans.ts'
import type { Plan } from './plan.ts'
import { PlanBuilder } from './plan-builder.ts'
import type { LookupTable } from './vectors.ts'

interface Told {
  readonly range?: readonly [number, number]
  readonly at?: readonly number[]
  readonly isHome?: LookupTable
  readonly bounds?: readonly number[]
}

/** Events on the home page in a range of time and in one of some buckets, first of a run that is cut at instants. */
function planOf({ range = [10, 20], at = [15], isHome, bounds = [0, 50, 100] }: Told): Plan {
  const plan = new PlanBuilder()
  const page = plan.add({ op: 'column', column: 'page' })
  const home = plan.add({
    op: 'test',
    input: page,
    table: plan.table(isHome ?? Uint8Array.of(0, 1, 0)),
  })
  const time = plan.add({ op: 'time-in', start: range[0], end: range[1] })
  const runs = plan.add({ op: 'cut-runs', runs: plan.add({ op: 'persons' }), at })
  const first = plan.add({ op: 'edge-in', edge: 'first', runs })
  const bucket = plan.add({ op: 'time-bucket', bounds: plan.table(Float64Array.from(bounds)) })
  const isIn = plan.add({ op: 'has', input: bucket })
  const dataset = plan.add({ op: 'column', column: ' dataset' })
  plan.aggregate({ kind: 'last-events', mask: plan.and(home, time, first, isIn), dataset })
  return plan.build()
}

const before = planOf({})

describe('of two plans', () => {
  it.each<[string, Told, readonly (readonly [number, number])[]]>([
    ['nothing', {}, []],
    [
      'a range that goes on',
      { range: [12, 23] },
      [
        [10, 12],
        [20, 23],
      ],
    ],
    ['a range that goes back', { range: [10, 18] }, [[18, 20]]],
    ['where runs are cut', { at: [14] }, [[14, 15]]],
    ['more codes in a table', { isHome: Uint8Array.of(0, 1, 0, 1) }, []],
  ])('%s moves times', (_, told, moved) => {
    const after = planOf(told)
    expect(printPlan(after)).toBe(printPlan(before))
    const found = findMovedTimes(before, after)!
    expect(found.map(({ start, end }) => [start, end])).toEqual(moved)
  })

  it.each<[string, Told]>([
    ['what a code means', { isHome: Uint8Array.of(0, 0, 1) }],
    ['fewer codes', { isHome: Uint8Array.of(0, 1) }],
    ['buckets of time', { bounds: [0, 50, 101] }],
    ['more buckets of time', { bounds: [0, 50, 100, 150] }],
  ])('%s may change anybody', (_, told) => {
    expect(findMovedTimes(before, planOf(told))).toBeNull()
  })

  it.each<[string, Told]>([['another number of cuts', { at: [15, 16] }]])(
    '%s is another plan',
    (_, told) => {
      expect(printPlan(planOf(told))).not.toBe(printPlan(before))
    },
  )
})
