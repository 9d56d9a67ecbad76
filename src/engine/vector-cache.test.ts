import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Block,
  type CachedVector,
  createEngine,
  cutBatches,
  listCacheableVectors,
  mergePartials,
  countMostBatches,
  type Plan,
  PlanBuilder,
} from './index.ts'

const BATCH_EVENTS = 8

/** Some persons with the gaps between their events, in milliseconds. */
const worlds = fc.array(
  fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }),
  {
    minLength: 1,
    maxLength: 20,
  },
)
const questions = fc.record({
  timeouts: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 3 }),
  buckets: fc.array(fc.constantFrom(1, 5, 255, 256, 700), { minLength: 1, maxLength: 2 }),
})

function blockOf(gaps: readonly (readonly number[])[]): Block {
  const times = gaps.flatMap((own) => {
    let now = 0
    return own.map((gap) => (now += gap))
  })
  const starts = [0]
  for (const own of gaps) starts.push(starts.at(-1)! + own.length)
  return {
    events: times.length,
    persons: gaps.length,
    personBase: 0,
    personStart: Uint32Array.from(starts),
    personCode: Uint32Array.from(gaps, (_, p) => p + 1),
    time: Float64Array.from(times),
    columns: new Map(),
  }
}

/** Events and sessions by bucket of time, for each length of a bucket and each timeout. */
function planOf(timeouts: readonly number[], buckets: readonly number[]): Plan {
  const plan = new PlanBuilder()
  for (const count of buckets) {
    const bounds = Float64Array.from({ length: count + 1 }, (_, b) => b * 3)
    const key = plan.add({
      op: 'time-bucket',
      key: `every 3 to ${count}`,
      bounds: plan.table(bounds),
    })
    for (const timeoutMs of timeouts) {
      const runs = plan.add({ op: 'sessions', timeoutMs })
      const mask = plan.add({ op: 'time-in', start: timeoutMs, end: count })
      plan.aggregate({
        kind: 'group',
        keys: [key],
        sizes: [count + 1],
        lists: [false],
        mask: null,
        measures: [
          { measure: 'count', mask: null },
          { measure: 'distinct', runs, mask: null },
          { measure: 'distinct', runs, mask },
        ],
      })
    }
  }
  return plan.build()
}

/** Room for all that the plan can cache, as a host makes it. */
function roomFor(plan: Plan, events: number): Map<string, CachedVector> {
  const batches = countMostBatches(events, BATCH_EVENTS)
  const arrays = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }
  const roomOf = (bytes: 1 | 2 | 4) => ({
    values: new arrays[bytes](events + batches),
    counts: new Int32Array(batches),
  })
  return new Map(listCacheableVectors(plan).map(({ key, bytes }) => [key, roomOf(bytes)]))
}

const engines = [createEngine(), createEngine()]

/** The plan's partials, by two engines that take turns. */
function run(plan: Plan, block: Block) {
  const runners = engines.map((engine) => engine.createRunner(plan))
  for (const [i, range] of cutBatches([block], BATCH_EVENTS).entries()) {
    runners[i % 2]!.consume(block, range)
  }
  return mergePartials(
    plan,
    runners.map((runner) => runner.partial()),
  )
}

describe('cached vectors', () => {
  it('give the answers of vectors that are not, and need no times any more', () => {
    fc.assert(
      fc.property(worlds, questions, (gaps, { timeouts, buckets }) => {
        const block = blockOf(gaps)
        const plan = planOf(timeouts, buckets)
        const expected = run(plan, block)
        const caching = { ...block, cached: roomFor(plan, block.events) }
        expect(run(plan, caching)).toEqual(expected)
        const later = { ...caching, time: new Float64Array(block.events).fill(Number.NaN) }
        expect(run(plan, later)).toEqual(expected)
        expect(run(planOf(timeouts.slice(0, 1), buckets.slice(0, 1)), later)).toEqual(
          expected.slice(0, 1),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('have the fewest bytes that their buckets need', () => {
    const shapes = listCacheableVectors(planOf([1800], [255, 256, 70_000]))
    expect(shapes).toEqual([
      { key: 'every 3 to 255', bytes: 1 },
      { key: 'sessions 1800', bytes: 4 },
      { key: 'range 1800 255', bytes: 1 },
      { key: 'every 3 to 256', bytes: 2 },
      { key: 'range 1800 256', bytes: 1 },
      { key: 'range 1800 70000', bytes: 1 },
    ])
  })

  it('are not sessions that an event begins', () => {
    const plan = new PlanBuilder()
    plan.add({ op: 'sessions', timeoutMs: 5, starts: plan.nothing() })
    expect(listCacheableVectors(plan.build())).toEqual([])
  })
})
