import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { log, openThroughline, type Throughline } from '../../src/api/index.ts'
import { loadJourney } from '../../src/lake/journey/index.ts'
import { sql } from '../../src/lake/sql.ts'
import { readPersons } from '../support/stitched-persons.ts'
import {
  type CrashAction,
  crashActions,
  CROWD,
  crowd,
  crowdOf,
  definitions,
  follow,
  importFile,
  LIVE,
  ROWS,
  rowsOf,
  stitched,
  visitsOf,
} from '../support/crash-actions.ts'
import { bundleScript } from '../support/bundle-script.ts'

let folder: string
beforeAll(async () => {
  log.level = 'silent'
  folder = await mkdtemp(join(tmpdir(), 'throughline-crash-'))
  const throughline = await openThroughline({ dataDir: join(folder, 'first'), threads: 1 })
  for (const [dataset, page] of [
    ['web', 'Home'],
    ['web', 'Cart'],
    ['spare', 'Home'],
  ] as const) {
    await importPage(throughline, dataset, page)
  }
  await importFile(throughline, {})
  await throughline.datasets.importRows('crowd', Buffer.from(JSON.stringify(crowdOf())), {})
  await throughline.definitions.apply([...definitions, ...stitched, ...crowd])
  await importVisits(throughline)
  await throughline.close()
  const changes = join(folder, 'first/store.sqlite-wal')
  // libsql 0.5 lets go of the file when its statements are collected.
  setFlagsFromString('--expose-gc')
  while (existsSync(changes)) {
    runInNewContext('gc')()
    await wait(50)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const importPage = ({ datasets }: Throughline, dataset: string, page: string) =>
  datasets.importRows(dataset, Buffer.from(JSON.stringify(rowsOf(page))), {})

/** First what devices did, then who they were: a replay has something to do. */
async function importVisits({ datasets }: Throughline): Promise<void> {
  const visits = visitsOf('early')
  for (const isKnown of [false, true]) {
    const rows = visits.filter((visit) => 'user' in visit === isKnown)
    await datasets.importRows('visits', Buffer.from(JSON.stringify(rows)), {})
  }
}

type Moment = readonly [action: CrashAction, at: number, unit: 'before' | 'behind' | 'ms']

/** Copies the folder, and kills a process at a write of what it does there, or after some milliseconds. */
async function crash([action, at, unit]: Moment): Promise<string> {
  const dataDir = join(folder, `${action} ${at} ${unit}`.replaceAll(' ', '-'))
  await cp(join(folder, 'first'), dataDir, { recursive: true })
  const child = await bundleScript('test/support/crash-child.ts')
  const words = [dataDir, action, String(at), unit]
  const running = spawn(process.execPath, [child, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(running, 'exit')
  await once(running.stdout, 'data')
  if (unit === 'ms') {
    await wait(at)
    running.kill('SIGKILL')
  }
  await ended
  const isDone = running.exitCode === 0 && isRandom
  if (!isDone) expect(running.signalCode ?? running.exitCode).toBe('SIGKILL')
  return dataDir
}

async function countRows(throughline: Throughline, dataset: string): Promise<number> {
  const all = await throughline.datasets.list()
  return all.find(({ id }) => id === dataset)?.rows ?? 0
}

async function countFiled({ lake }: Throughline) {
  const [counts] = await lake.query(
    sql`SELECT toUInt32(count()) AS rows, toUInt32(uniqExact(id)) AS ids FROM dataset_filed`,
  )
  return counts
}

/** What holds in every workspace, whatever happened to it. */
async function expectWhole(throughline: Throughline): Promise<void> {
  const catalog = await throughline.catalog()
  const defined = catalog.list('dataset').map(({ id }) => id)
  const stored = (await throughline.datasets.list()).map(({ id }) => id)
  expect(defined).toEqual(stored)
  const { lake } = throughline
  const owners = await lake.query<{ dataset: string }>(
    sql`SELECT DISTINCT dataset FROM _batches UNION DISTINCT SELECT DISTINCT dataset FROM _skipped`,
  )
  for (const { dataset } of owners) expect(stored).toContain(dataset)
  const tables = await lake.query<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, 'dataset_')`,
  )
  expect(tables.map(({ name }) => name.slice('dataset_'.length)).toSorted()).toEqual(stored)
  for (const id of ['all', 'other']) {
    const isDefined = catalog.find('connection', id) !== undefined
    expect((await loadJourney(lake, id)) !== null).toBe(isDefined)
  }
}

/** The persons of rows are those of a journey that is built anew, and appended rows are there once or not at all. */
async function expectStitched(throughline: Throughline, action: CrashAction): Promise<void> {
  const { connections, datasets, lake } = throughline
  await follow(throughline)
  await connections.replay('by-field', { dataset: null, lookback: 4e11 })
  for (const id of ['by-graph', 'by-field']) {
    const persons = await readPersons(lake, id, 'n')
    const before = action === 'append live' ? ROWS + LIVE : ROWS
    expect([before, 2 * ROWS]).toContain(Object.keys(persons).length)
    await connections.rebuild(id)
    expect(persons).toEqual(await readPersons(lake, id, 'n'))
  }
  await datasets.append('visits', visitsOf('late'))
  expect(await countRows(throughline, 'visits')).toBe(2 * ROWS)
}

/** Nobody is lost or told twice, and what is deleted lets everybody out. */
async function expectPublished({ audiences, catalog, store }: Throughline): Promise<void> {
  const isDefined = (await catalog()).find('audience', 'crowd') !== undefined
  if (isDefined) expect(await audiences.publish('crowd')).toMatchObject({ members: CROWD, left: 0 })
  const expected = isDefined ? CROWD : 0
  const hook = { audience: 'crowd', destination: 'hook' }
  const all = { after: '', limit: 10_000 }
  expect(await store.audiences.wanted(hook, all)).toHaveLength(expected)
  expect(await store.audiences.countMembers('crowd')).toMatchObject({ members: expected })
  const changes = await store.audiences.changes('crowd', { after: 0, limit: 10_000 })
  expect(changes.map(({ number }) => number)).toEqual(changes.map((_, index) => index + 1))
  const told = changes.map(({ person, epoch }) => `${person} ${epoch}`)
  expect(new Set(told).size).toBe(told.length)
  expect(told).toHaveLength(isDefined ? CROWD : 2 * CROWD)
}

/** All of the listed writes, and more kills at random moments, are asked for by `node scripts/crash.mjs --kills 200`. */
const kills = Number(process.env['THROUGHLINE_KILLS'] ?? 0)
const isRandom = kills > 0

function randomMoment(): Moment {
  const actions = Object.keys(crashActions) as CrashAction[]
  const action = actions[Math.floor(Math.random() * actions.length)]!
  if (Math.random() < 0.5) return [action, Math.floor(Math.random() * 300), 'ms']
  return [action, 1 + Math.floor(Math.random() * 16), Math.random() < 0.5 ? 'before' : 'behind']
}

const writes: readonly Moment[] = [
  ...[1, 2, 3, 4].map((write) => ['remove dataset', write, 'before'] as const),
  ['remove dataset', 4, 'behind'],
  ...[1, 2, 3].map((write) => ['remove connection', write, 'before'] as const),
  ...[1, 2, 3, 5].map((write) => ['delete batch', write, 'before'] as const),
  ...[1, 2, 3, 4, 9].map((write) => ['forget', write, 'before'] as const),
  ...[2, 5, 10, 12].map((write) => ['import', write, 'before'] as const),
  ...[2, 4, 9, 12].map((write) => ['import new', write, 'behind'] as const),
  ...[5, 9, 12, 14].map((write) => ['replace', write, 'before'] as const),
  ...[2, 9, 30, 45].map((write) => ['append', write, 'behind'] as const),
  ...[35, 7, 36, 33, 38, 37].map((write) => ['append live', write, 'behind'] as const),
  ...[2, 3, 4].map((write) => ['replay', write, 'before'] as const),
  ...[1, 3, 20, 32].map((write) => ['merge', write, 'before'] as const),
  ...[2, 1, 4].map((write) => ['publish', write, 'before'] as const),
  ['publish', 3, 'behind'],
  ...[7, 10].map((write) => ['end audience', write, 'before'] as const),
]

/** Every second one of each kind is enough at each change. */
const moments = isRandom
  ? [...writes, ...Array.from({ length: kills }, randomMoment)]
  : writes.filter((_, index) => index % 2 === 0)

it.each(moments)('%s, killed at %i %s', async (...moment) => {
  const dataDir = await crash(moment)
  const throughline = await openThroughline({ dataDir, threads: 1 })
  try {
    await expectWhole(throughline)
    if (['append', 'append live', 'replay', 'merge'].includes(moment[0]))
      return await expectStitched(throughline, moment[0])
    if (['publish', 'end audience'].includes(moment[0])) return await expectPublished(throughline)
    expect(await throughline.store.forgettings.list()).toEqual([])
    expect(await countFiled(throughline)).toEqual({ rows: ROWS, ids: ROWS })
    // Half of a page's rows are those of the person who is forgotten in two pages.
    const step = moment[0] === 'forget' ? ROWS / 2 : ROWS
    for (const dataset of ['web', 'spare', 'new']) {
      const before = await countRows(throughline, dataset)
      expect(before % step).toBe(0)
      await importPage(throughline, dataset, 'again')
      expect(await countRows(throughline, dataset)).toBe(before + ROWS)
    }
  } finally {
    await throughline.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})

it('a removal that was begun is final', async () => {
  for (const write of [1, 2]) {
    const dataDir = await crash(['remove dataset', write, 'before'])
    const throughline = await openThroughline({ dataDir, threads: 1 })
    expect(await countRows(throughline, 'spare')).toBe(0)
    await throughline.close()
  }
})
