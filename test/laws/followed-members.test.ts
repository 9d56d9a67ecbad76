import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ColumnCache } from '../../src/hosts/threads/column-cache.ts'
import { createThreadSources, type ThreadSources } from '../../src/hosts/threads/source.ts'
import { createThreadHost, type ThreadHost } from '../../src/hosts/threads/thread-host.ts'
import {
  appendRows,
  createDataset,
  deleteBatch,
  readBatchVersions,
} from '../../src/lake/datasets/index.ts'
import { refreshJourney } from '../../src/lake/journey/index.ts'
import { type Connection, parseDefinitionAs } from '../../src/model/definitions/index.ts'
import { indexDefinitions } from '../../src/query/compilation/definitions.ts'
import { followMembers } from '../../src/query/members/followed-members.ts'
import {
  type FoundMembers,
  type MemberSelection,
  selectMembers,
} from '../../src/query/members/select-members.ts'
import { type Random, seedRandom } from '../fuzz/random.ts'
import { addBatch, openTestLake, type TestLake } from '../support/lake.ts'
import { segmentArbitrary } from '../support/random-segments.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

const kinds: Readonly<Record<string, object>> = {
  plain: { personId: 'cookie' },
  stitched: {
    personId: 'who',
    namespace: 'user',
    stitch: { method: 'field', persistentId: 'cookie', namespace: 'cookie' },
  },
}

const connectionOf = (id: string): Connection =>
  parseDefinitionAs('connection', {
    kind: 'connection',
    id,
    datasets: [
      { dataset: 'web', ...kinds[id] },
      { dataset: 'crm', personId: 'id' },
      { dataset: 'pages', key: 'id', matches: ['web.page'] },
    ],
  })

const viewOf = (connection: string) =>
  parseDefinitionAs('data-view', {
    kind: 'data-view',
    id: `of-${connection}`,
    connection,
    timeZone: 'UTC',
    dimensions: [
      { id: 'page', field: 'page' },
      {
        id: 'kept',
        field: 'page',
        persistence: { allocation: 'original', expiration: { type: 'person' } },
      },
      { id: 'tier', field: 'crm.tier' },
      { id: 'topic', field: 'pages.topic' },
    ],
    metrics: [{ id: 'revenue', field: 'revenue' }],
  })

const equals = (dimension: string, item: string) => ({ dimension, op: 'equals', value: item })

/** Beside random ones: by what is joined, by what persists, by the order of pages. */
const segments = [
  { container: 'person', where: equals('tier', 'gold') },
  { container: 'session', where: equals('topic', 'news') },
  { container: 'event', where: equals('kept', 'A') },
  { container: 'person', where: { sequence: [equals('page', 'A'), equals('page', 'B')] } },
  { container: 'person', where: { dimension: 'page', op: 'contains', value: 'p1' } },
] as MemberSelection['segments']

function selectionsOf(seed: number): readonly MemberSelection[] {
  const random = fc.sample(segmentArbitrary, { seed, numRuns: 5 })
  const all = [...segments, ...random].map((segment) => ({ segments: [segment] }))
  const windows = [{}, { lookbackDays: 0.1 }, { lookbackDays: 0.02 }]
  return all.flatMap((selection) =>
    windows.map((window) => ({ ...selection, ...window, match: 'all' as const })),
  )
}

const STEPS = 12

describe('after any sequence of appends, imports, deletions, and with the time', () => {
  let test: TestLake
  let host: ThreadHost
  let sources: ThreadSources

  beforeAll(async () => {
    test = await openTestLake()
    host = createThreadHost({ threads: 2 })
    const cache = new ColumnCache(test.lake, 2 ** 28, host.memory, { fewEvents: 30 })
    sources = createThreadSources({ lake: test.lake, host, cache })
    await start(test)
  })
  afterAll(async () => {
    await host.close()
    await test.close()
  })

  it.each([1, 2])('members are found who are found anew (%i)', async (seed) => {
    const random = seedRandom(seed)
    const looked: number[] = []
    const followed = followMembers((persons) => looked.push(persons))
    const selections = selectionsOf(seed)
    let now = 60 * MINUTE
    for (let step = 0; step < STEPS; step++) {
      await change(test, random, step)
      now += random.pick([0, 1, 7, 45]) * MINUTE
      for (const id of Object.keys(kinds)) {
        await refreshJourney(test.lake, connectionOf(id), { rowsPerBucket: 40 })
        const definitions = indexDefinitions([connectionOf(id)])
        const source = await sources.open(id)
        const context = { source, dataView: viewOf(id), definitions, now }
        const found = await selectMembers(context, selections, { followed })
        const anew = await selectMembers(context, selections)
        expect(tell(found), `${id}, step ${step}`).toEqual(tell(anew))
      }
    }
    expect(looked.length).toBeGreaterThan(STEPS / 2)
    expect(Math.max(...looked)).toBeGreaterThan(0)
  })
})

const tell = ({ outcomes, persons }: FoundMembers) =>
  outcomes.map((outcome) => {
    if ('error' in outcome) return String(outcome.error)
    const { codes, times, datasets } = outcome.result
    return [...codes].map((code, i) => [persons.value(code), times[i], datasets[i]]).sort()
  })

async function start({ lake }: TestLake): Promise<void> {
  const own = { ts: 'timestamp', id: 'string', who: 'string', cookie: 'string' }
  const datasets = [
    {
      ...{ id: 'web', type: 'event', timestamp: 'ts', rowId: 'id' },
      fields: { ...own, page: 'string', revenue: 'number' },
    },
    { id: 'crm', type: 'profile', fields: { id: 'string', tier: 'string' } },
    { id: 'pages', type: 'lookup', fields: { id: 'string', topic: 'string' } },
  ]
  for (const dataset of datasets) await createDataset(lake, dataset as never)
}

const PERSONS = 60

async function change({ lake }: TestLake, random: Random, step: number): Promise<void> {
  const kind = step === 0 ? 8 : random.below(12)
  if (kind < 7) {
    const rows = Array.from({ length: 1 + random.below(4) }, () => rowOf(random))
    await appendRows(lake, 'web', rows)
  } else if (kind < 9) {
    const rows = Array.from({ length: step === 0 ? 300 : 20 }, () => rowOf(random).values)
    const texts = rows.map((row) => ({ ...row, ts: isoOf(row.ts) }))
    await addBatch(lake, 'web', texts)
  } else if (kind === 9) {
    const tiers = Array.from({ length: 5 }, () => ({
      id: random.pick([`c${random.below(PERSONS)}`, `u${random.below(4)}`]),
      tier: random.pick(['gold', 'silver']),
    }))
    await addBatch(lake, 'crm', tiers)
  } else if (kind === 10) {
    const topics = [{ id: random.pick(['A', 'B', 'p1']), topic: random.pick(['news', 'shop']) }]
    await addBatch(lake, 'pages', topics)
  } else {
    const batches = Object.keys(await readBatchVersions(lake, 'web')).map(Number)
    if (batches.length > 1) await deleteBatch(lake, 'web', random.pick(batches))
  }
}

function rowOf(random: Random) {
  const time = random.below((2 * DAY) / 10 / MINUTE) * MINUTE
  return {
    time,
    values: {
      ts: time,
      id: random.below(3) === 0 ? null : `r${random.below(400)}`,
      who: random.below(3) === 0 ? `u${random.below(4)}` : null,
      cookie: `c${random.below(PERSONS)}`,
      page: random.pick(['A', 'B', 'C', 'AB', '', `p${random.below(30)}`]),
      revenue: random.pick([null, 0, 1, 5, -2]),
    },
  }
}

const isoOf = (time: number) => new Date(time).toISOString().replace('T', ' ').slice(0, 19)
