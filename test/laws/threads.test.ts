import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installEngine, runExecutable } from '../../src/hosts/cluster/run-executable.ts'
import { createMemorySource, type MemoryEvent } from '../support/memory-source.ts'
import { loadJourney } from '../../src/lake/journey/index.ts'
import type { JourneySource } from '../../src/query/compilation/journey-source.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { type LakeDataset, type LakeWorlds, openLakeWorlds } from '../support/lake-worlds.ts'
import { ask } from '../support/ask.ts'
import { types, view, wholeRange, worlds } from '../support/random-worlds.ts'

const fields = {
  who: 'string',
  page: 'string',
  channel: 'string',
  amount: 'number',
  tags: { list: 'string' },
} as const

const columns = ['events', 'people', 'sessions', 'amount', 'time-spent'].map((metric) => ({
  metric,
}))
const linear = { metric: 'amount', attribution: { model: 'linear', container: 'person' } }
const steps = ['home', 'search'].map((item) => ({ any: [{ dimension: 'page', item }] }))
const requests = [
  ...['page', 'tags', 'hour'].map((dimension) => ({
    kind: 'freeform',
    rows: { dimension },
    columns,
    limit: 1000,
    sort: { dimension },
  })),
  {
    kind: 'freeform',
    rows: { dimension: 'channel' },
    columns: [linear],
    sort: { dimension: 'channel' },
  },
  { kind: 'fallout', steps, baseline: true },
  { kind: 'fallout', steps, between: ['next'], container: 'session' },
]

/** Importing takes its time, so that few worlds are tried: none of them nearly empty. */
const filled = worlds.filter(({ length }) => length >= 6)

/** A dataset for each of the world's, in the order in which they occur. */
function datasetsOf(events: readonly MemoryEvent[]): LakeDataset[] {
  const ids = [...new Set(events.map(({ dataset }) => dataset!))]
  return ids.map((id) => {
    const own = events.filter(({ dataset }) => dataset === id)
    const rows = own.map(({ person, time, fields: own }) => {
      return { who: person, ts: new Date(time).toISOString(), ...own }
    })
    return { id, personId: 'who', fields, rows }
  })
}

const answerOf = async (source: JourneySource, request: object) => {
  const result = await ask({ source, view }, { dateRange: wholeRange, ...request })
  const { meta: _, ...rest } = result as FreeformResult | FalloutResult
  return JSON.parse(JSON.stringify(rest, rounded)) as unknown
}

/** Fractions are added up in another order elsewhere. */
const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toFixed(9)) : value

describe('the same engine over the same events, wherever it runs', () => {
  let lakes: LakeWorlds
  let built = 0

  beforeAll(async () => {
    lakes = await openLakeWorlds()
    const outfile = join(lakes.dir, 'engine.mjs')
    const executable = new URL('../../src/hosts/cluster/executable.ts', import.meta.url)
    const entryPoints = [fileURLToPath(executable)]
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm' })
    await installEngine(join(lakes.dir, 'lake', 'user_scripts'), outfile)
  })
  afterAll(() => lakes.close())

  /** A world in memory, and the same imported into the lake as a connection of its own. */
  const prepare = async (events: readonly MemoryEvent[]) => {
    const name = `law_${built++}`
    const named = datasetsOf(events).map((dataset) => ({ ...dataset, id: `${name}_${dataset.id}` }))
    await lakes.build(name, named)
    return { inMemory: createMemorySource(events, { types }), name }
  }

  it('in worker threads, from a lake', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(filled, async (events) => {
        const { inMemory, name } = await prepare(events)
        const inThreads = await lakes.sources.open(name)
        for (const request of requests) {
          expect(await answerOf(inThreads, request)).toEqual(await answerOf(inMemory, request))
        }
      }),
      { numRuns: 5, endOnFailure: true },
    )
  })

  it('in a process beside the data', async () => {
    const [events] = fc.sample(filled, { numRuns: 1, seed: 7 })
    const { inMemory, name } = await prepare(events!)
    const inThreads = await lakes.sources.open(name)
    const journey = await loadJourney(lakes.lake, name)
    const beside: JourneySource = {
      ...inThreads,
      async run(plan) {
        const { partials, batches } = await runExecutable(lakes.lake, journey!, plan)
        const { dataVersion, events, persons } = await inThreads.schema()
        return { partials, scannedBatches: batches, dataVersion, events, persons }
      },
    }
    for (const request of [requests[1]!, requests.at(-1)!]) {
      expect(await answerOf(beside, request)).toEqual(await answerOf(inMemory, request))
    }
  })
})
