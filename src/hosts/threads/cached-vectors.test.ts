import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addManyEvents, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { type Plan, PlanBuilder, wholeMemory } from '../../engine/index.ts'
import { createDataset } from '../../lake/datasets/index.ts'
import { dropJourney, loadJourney, refreshJourney } from '../../lake/journey/index.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { ColumnCache } from './column-cache.ts'
import { ColumnMemory } from './column-memory.ts'
import { createThreadSources, type ThreadSources } from './source.ts'
import { createThreadHost, type ThreadHost } from './thread-host.ts'

const EVENTS = 150_000
const FIRST = 1767225600000

const connection = parseDefinitionAs('connection', {
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'who' }],
})

/** Events and sessions by stretches of `bucketMs` from the first event on. */
function planOf(bucketMs: number, timeoutMs: number): Plan {
  const plan = new PlanBuilder()
  const count = Math.ceil((2 * EVENTS) / bucketMs)
  const bounds = Float64Array.from({ length: count + 1 }, (_, b) => FIRST + b * bucketMs)
  const key = plan.add({ op: 'time-bucket', key: `every ${bucketMs}`, bounds: plan.table(bounds) })
  const runs = plan.add({ op: 'sessions', timeoutMs })
  plan.aggregate({
    kind: 'group',
    keys: [key],
    sizes: [count + 1],
    lists: [false],
    mask: null,
    measures: [
      { measure: 'count', mask: null },
      { measure: 'distinct', runs, mask: null },
    ],
  })
  return plan.build()
}

const plans = [400, 30_000].flatMap((bucketMs) =>
  [0, 5].map((timeoutMs) => planOf(bucketMs, timeoutMs)),
)

describe('cached vectors', () => {
  let test: TestLake
  let host: ThreadHost
  let roomy: ColumnCache
  /** Has room for the columns, and for few of the vectors at a time. */
  let tight: ColumnCache
  let sources: readonly ThreadSources[]

  beforeAll(async () => {
    test = await openTestLake()
    const fields = { ts: 'timestamp', who: 'string', page: 'string' } as const
    await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
    await addManyEvents(test.lake, 'web', EVENTS)
    await refreshJourney(test.lake, connection)
    host = createThreadHost({ threads: 2 })
    roomy = new ColumnCache(test.lake, 2 ** 28, host.memory)
    tight = new ColumnCache(test.lake, EVENTS * 26, host.memory)
    sources = [roomy, tight, new ColumnCache(test.lake, 1)].map((cache) =>
      createThreadSources({ lake: test.lake, host, cache }),
    )
  })
  afterAll(async () => {
    await host.close()
    await test.close()
  })

  async function answers(of: ThreadSources) {
    const source = await of.open('all')
    const results = []
    for (const plan of plans) results.push((await source.run(plan, { fresh: true })).partials)
    return results
  }

  async function expectSame() {
    const [keeping, evicting, never] = sources
    const expected = await answers(never!)
    for (const of of [keeping!, keeping!, evicting!, evicting!]) {
      expect(await answers(of)).toEqual(expected)
    }
    return expected
  }

  it('change no answer, whether they stay, go or never were', async () => {
    await expectSame()
    const [people] = (await roomy.lease((await loadJourney(test.lake, 'all'))!, [])).blocks
    expect(roomy.bytes).toBeGreaterThan(EVENTS * (people!.time.BYTES_PER_ELEMENT + 2 * 4 + 3))
    expect(tight.bytes).toBeLessThanOrEqual(EVENTS * 26)
  })

  it('give the same answers where only some of it finds room in the engines’ memory', async () => {
    const expected = await expectSame()
    const full = createThreadHost({ threads: 2 })
    try {
      for (const left of [0, EVENTS * 3, EVENTS * 9]) {
        const ballast = full.memory.bytes(full.memory.freeBytes - left - 1024)
        const cache = new ColumnCache(test.lake, 2 ** 28, full.memory)
        const crowded = createThreadSources({ lake: test.lake, host: full, cache })
        for (let round = 0; round < 2; round++) expect(await answers(crowded)).toEqual(expected)
        cache.forget('all')
        full.memory.free(ballast)
      }
    } finally {
      await full.close()
    }
  })

  it('are those of the data as it is after a refresh, and after it was built anew', async () => {
    const before = await expectSame()
    await addManyEvents(test.lake, 'web', EVENTS)
    await refreshJourney(test.lake, connection)
    const after = await expectSame()
    expect(after).not.toEqual(before)
    await dropJourney(test.lake, 'all')
    await refreshJourney(test.lake, connection)
    expect(await expectSame()).toEqual(after)
  })

  it('give their room back with the columns, once no lease has them', async () => {
    const memory = new ColumnMemory(wholeMemory(4096))
    const whole = memory.freeBytes
    const cache = new ColumnCache(test.lake, 2 ** 28, memory)
    const journey = (await loadJourney(test.lake, 'all'))!
    const lease = await cache.lease(journey, ['page'], [{ key: 'days', bytes: 1 }])
    const taken = whole - memory.freeBytes
    expect(taken).toBeGreaterThanOrEqual(cache.bytes)
    cache.forget('all')
    expect(whole - memory.freeBytes).toBe(taken)
    lease.release()
    lease.release()
    expect(memory.freeBytes).toBe(whole)
  })

  it('give their room back when the reading of another bucket fails', async () => {
    const memory = new ColumnMemory(wholeMemory(4096))
    const whole = memory.freeBytes
    vi.spyOn(test.lake, 'bytes').mockRejectedValueOnce(new Error('the disk is gone'))
    const cache = new ColumnCache(test.lake, 2 ** 28, memory)
    const journey = { ...(await loadJourney(test.lake, 'all'))!, buckets: 2 }
    await expect(cache.lease(journey, ['page'])).rejects.toThrow('the disk is gone')
    expect(memory.freeBytes).toBe(whole)
    const { blocks } = await cache.lease(journey, ['page'])
    expect(blocks.map(({ events }) => events)).toEqual([journey.events, 0])
  })

  it('give workers the same blocks until a column of them goes', async () => {
    const journey = (await loadJourney(test.lake, 'all'))!
    const first = (await roomy.lease(journey, ['page'])).blocks
    expect((await roomy.lease(journey, ['page'])).blocks === first).toBe(true)
    expect(roomy.holds(first)).toBe(true)
    roomy.forget('all')
    expect(roomy.holds(first)).toBe(false)
    expect((await roomy.lease(journey, ['page'])).blocks === first).toBe(false)
  })
})
