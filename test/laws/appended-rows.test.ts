import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ColumnCache } from '../../src/hosts/threads/column-cache.ts'
import { createThreadHost, type ThreadHost } from '../../src/hosts/threads/thread-host.ts'
import { createThreadSources } from '../../src/hosts/threads/source.ts'
import {
  appendRows,
  createDataset,
  deleteBatch,
  type NewRow,
  readBatchVersions,
} from '../../src/lake/datasets/index.ts'
import { refreshSpace, toStitchingGraph } from '../../src/identity/space/index.ts'
import { listFeeds } from '../../src/api/application/identity-spaces.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { loadJourney, refreshJourney } from '../../src/lake/journey/index.ts'
import { valuesTable } from '../../src/lake/journey/journey.ts'
import { recallChecked } from '../../src/lake/journey/live/remembered.ts'
import { ident, sql } from '../../src/lake/sql.ts'
import { type Connection, parseDefinitionAs } from '../../src/model/definitions/index.ts'
import { ownColumns } from '../../src/model/own-columns.ts'
import { addBatch, openTestLake, type TestLake } from '../support/lake.ts'
import { readPersons, type Sources } from '../support/read-events.ts'
import { type Random, seedRandom } from '../fuzz/random.ts'
import { lawRuns } from '../support/law-runs.ts'

const fields = { ts: 'timestamp', id: 'string', who: 'string', cookie: 'string', page: 'string' }
const names = ['page', 'price', 'tags', ownColumns.dataset, ownColumns.batch]

const of = (id: string, more: object): Connection =>
  parseDefinitionAs('connection', {
    kind: 'connection',
    id,
    datasets: [
      { dataset: 'web', ...more },
      { dataset: 'app', personId: 'who' },
    ],
  })

const kinds: Readonly<Record<string, object>> = {
  plain: { personId: 'cookie' },
  stitched: {
    personId: 'who',
    namespace: 'user',
    stitch: { method: 'field', persistentId: 'cookie', namespace: 'cookie' },
  },
}

const graph = (anonymous: string) => ({
  personId: 'who',
  namespace: 'user',
  identities: [
    { field: 'who', namespace: 'user' },
    { field: 'cookie', namespace: 'cookie' },
  ],
  stitch: {
    method: 'graph',
    space: anonymous,
    persistentId: 'cookie',
    namespace: 'cookie',
    target: 'user',
  },
})

/** Each world has another one. */
const anonymousWays = ['device-split', 'last-authenticated', 'new-after-logout'] as const

const spaceOf = (anonymous: string) =>
  parseDefinitionAs('identity-space', {
    kind: 'identity-space',
    id: anonymous,
    namespaces: [
      { id: 'user', unique: anonymous === 'device-split' },
      { id: 'cookie', device: true },
    ],
    anonymous,
  })

/** Texts with two codes. */
async function listTwice(lake: LakeClient, connection: string): Promise<readonly string[]> {
  const journey = await loadJourney(lake, connection)
  const found = await lake.query<{ value: string }>(sql`
    SELECT value FROM ${ident(valuesTable(journey!))} GROUP BY field, value HAVING count() > 1`)
  return found.map(({ value }) => value)
}

const STEPS = lawRuns(10)

/** A journey that is built ends the batches that grow: what is appended next is no addition to what was read. */
const ANEW_EVERY = 3

const minute = (number: number) => Date.UTC(2026, 0, 1, 0, number)

describe('after any sequence of appends, imports, late events, duplicates and deletions', () => {
  let test: TestLake
  let host: ThreadHost
  let world: Sources
  let folding: Sources

  beforeAll(async () => {
    test = await openTestLake()
    host = createThreadHost({ threads: 2 })
    const { lake } = test
    const read = (fewEvents?: number) => {
      const cache = new ColumnCache(lake, 2 ** 28, host.memory, { fewEvents })
      return { lake, cache, sources: createThreadSources({ lake, host, cache }) }
    }
    world = read()
    folding = read(0)
    const all = { ...fields, price: 'number', tags: { list: 'string' } }
    for (const id of ['web', 'app']) {
      await createDataset(lake, {
        id,
        type: 'event',
        timestamp: 'ts',
        rowId: 'id',
        fields: all,
      } as never)
    }
  })
  afterAll(async () => {
    await host.close()
    await test.close()
  })

  it.each([1, 2, 3])('people have the events of a journey built anew (%i)', async (seed) => {
    const random = seedRandom(seed)
    const { lake } = test
    const space = spaceOf(anonymousWays[seed % anonymousWays.length]!)
    const live = new Set<string>()
    let refreshes = 0
    const all = { ...kinds, [`by-graph-${space.id}`]: graph(space.id) }
    for (let step = 0; step < STEPS; step++) {
      await change(random, step)
      if (random.below(4) === 0) continue
      refreshes += 1
      const state = await refreshSpace(
        lake,
        space,
        listFeeds([of('fed', graph(space.id))], space.id),
      )
      const options = {
        rowsPerBucket: 4,
        fewestSifted: seed % 2 === 0 ? 20_000 : 1,
        graphs: new Map([[space.id, toStitchingGraph(state)]]),
      }
      for (const [kind, more] of Object.entries(all)) {
        const before = recallChecked(lake, kind)?.checkedAt
        await refreshJourney(lake, of(kind, more), options)
        expect(await listTwice(lake, kind), `${kind}, step ${step}`).toEqual([])
        if (recallChecked(lake, kind)?.checkedAt === before) live.add(kind)
        const persons = await readPersons(world, kind, names)
        expect(await readPersons(folding, kind, names), `${kind}, step ${step}`).toEqual(persons)
        if (refreshes % ANEW_EVERY === 0) {
          const fresh = of(`${kind}-${seed}-${step}`, more)
          await refreshJourney(lake, fresh, options)
          const anew = await readPersons(world, fresh.id, names)
          expect(persons, `${kind}, step ${step}`).toEqual(anew)
        }
        await setTimeout(50)
      }
    }
    expect([...live].toSorted(), 'rows were added without checking all').toEqual(
      Object.keys(all).toSorted(),
    )
  })

  async function change(random: Random, step: number): Promise<void> {
    const { lake } = test
    const dataset = random.pick(['web', 'web', 'app'])
    const rows = Array.from({ length: 1 + random.below(12) }, () => row(random))
    const kind = step === 0 ? 3 : random.below(10)
    if (kind < 7) {
      await Promise.all([appendRows(lake, dataset, rows), appendRows(lake, 'web', [row(random)])])
    } else if (kind < 9) {
      await addBatch(
        lake,
        dataset,
        rows.map(({ time, values }) => ({ ...values, id: null, ts: iso(time) })),
      )
    } else {
      const batches = Object.keys(await readBatchVersions(lake, dataset)).map(Number)
      if (batches.length > 0) await deleteBatch(lake, dataset, random.pick(batches))
    }
  }

  function row(random: Random): NewRow {
    const time = minute(random.below(40))
    return {
      time,
      values: {
        ts: time,
        id: random.below(3) === 0 ? null : `r${random.below(200)}`,
        who: random.below(3) === 0 ? `u${random.below(3)}` : null,
        cookie: `c${random.below(6)}`,
        page: random.pick(['', "it's", 'a\\b\tc\nd', 'ä€😀', `p${random.below(400)}`]),
        price: random.pick([null, 0, -1.5, 1e300, random.below(5)]),
        tags: Array.from({ length: random.below(3) }, () => `t${random.below(4)}`),
      },
    }
  }
})

const iso = (time: number) => new Date(time).toISOString().replace('T', ' ').slice(0, 19)
