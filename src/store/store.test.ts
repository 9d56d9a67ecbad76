import { emptyDatabase, isPostgresThere, makeDatabase } from '../../test/support/databases.ts'
import { readFormula } from '../query/formula/index.ts'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ThroughlineError } from '../model/errors.ts'
import { openStore, restoreStore, type Store } from './index.ts'

const dataset = { kind: 'dataset', id: 'web', type: 'event' }
const connection = {
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'email' }],
}
const view = { kind: 'data-view', id: 'main', connection: 'all' }
const segment = (id: string, refersTo?: string) => ({
  kind: 'segment',
  id,
  dataView: 'main',
  definition: {
    container: 'person',
    where: refersTo
      ? { and: [{ segment: refersTo }] }
      : { dimension: 'page', op: 'equals', value: 'Home' },
  },
})

const problem = async (
  work: Promise<unknown>,
): Promise<Pick<ThroughlineError, 'code' | 'path'>> => {
  try {
    await work
  } catch (error) {
    const { code, path } = error as ThroughlineError
    return { code, path }
  }
  throw new Error('no problem found')
}

const hasPostgres = await isPostgresThere()

/** What every kind of database must do. `open` gives an empty store. */
const conformance = (open: () => Promise<Store>): void => {
  let store: Store
  beforeEach(async () => {
    store = await open()
    return () => store.close()
  })

  it('gives back what was put, defaults filled in, and the document as written', async () => {
    const stored = await store.definitions.put(dataset)
    expect(stored).toMatchObject({ version: 1, document: dataset, definition: { timeZone: 'UTC' } })
    expect(await store.definitions.get('dataset', 'web')).toEqual(stored)
    expect(await store.definitions.list('dataset')).toEqual([stored])
    expect(await store.definitions.find('dataset', 'other')).toBeUndefined()
  })

  it('counts versions and keeps them', async () => {
    await store.definitions.put(dataset)
    await store.definitions.put({ ...dataset, name: 'Web' })
    await store.definitions.remove('dataset', 'web')
    const again = await store.definitions.put(dataset)
    expect(again.version).toBe(4)
    const history = await store.definitions.history('dataset', 'web')
    expect(history.map((entry) => entry.document)).toEqual([
      dataset,
      { ...dataset, name: 'Web' },
      null,
      dataset,
    ])
  })

  it('refuses a change of another version', async () => {
    await store.definitions.put(dataset, { ifVersion: 0 })
    const conflict = { code: 'definition/version-conflict', path: [] }
    expect(await problem(store.definitions.put(dataset, { ifVersion: 0 }))).toEqual(conflict)
    expect(await problem(store.definitions.put(dataset, { ifVersion: 2 }))).toEqual(conflict)
    expect((await store.definitions.put(dataset, { ifVersion: 1 })).version).toBe(2)
  })

  it('applies definitions in any order, needed ones first', async () => {
    const changes = await store.definitions.applyAll([
      segment('b', 'a'),
      segment('a'),
      view,
      connection,
      dataset,
    ])
    expect(changes.map((change) => change.id)).toEqual(['web', 'all', 'main', 'a', 'b'])
    const again = await store.definitions.applyAll([view, { ...dataset, name: 'Web' }])
    expect(again).toEqual([
      { kind: 'dataset', id: 'web', version: 2, change: 'updated' },
      { kind: 'data-view', id: 'main', version: 1, change: 'unchanged' },
    ])
  })

  it('applies all or nothing', async () => {
    const work = store.definitions.applyAll([
      dataset,
      { ...connection, datasets: [{ dataset: 'app' }] },
    ])
    expect(await problem(work)).toEqual({
      code: 'definition/unknown-reference',
      path: [1, 'datasets', 0, 'dataset'],
    })
    expect(await store.definitions.list('dataset')).toEqual([])
    const sequence = await store.sequence()
    expect(sequence).toBe(0)
  })

  it('applies nothing where one has another version by now', async () => {
    await store.definitions.applyAll([dataset, connection])
    await store.definitions.put({ ...dataset, name: 'Theirs' })
    const key = { kind: 'dataset', id: 'web' } as const
    const again = [
      { ...connection, name: 'Mine' },
      { ...dataset, name: 'Mine' },
    ]
    const apply = (version: number) =>
      store.definitions.applyAll(again, { ifVersions: [{ ...key, version }] })
    expect(await problem(apply(1))).toEqual({ code: 'definition/version-conflict', path: [] })
    expect((await store.definitions.get('dataset', 'web')).version).toBe(2)
    expect((await store.definitions.get('connection', 'all')).version).toBe(1)
    expect((await apply(2)).map(({ change }) => change)).toEqual(['updated', 'updated'])
  })

  it('names the wrong place', async () => {
    const bad = { ...connection, datasets: [{ dataset: 7 }] }
    expect(await problem(store.definitions.applyAll([dataset, bad]))).toEqual({
      code: 'definition/invalid',
      path: [1, 'datasets', 0, 'dataset'],
    })
    expect(await problem(store.definitions.applyAll([dataset, dataset]))).toEqual({
      code: 'definition/invalid',
      path: [0, 'id'],
    })
  })

  it('refuses circles', async () => {
    await store.definitions.applyAll([dataset, connection, view, segment('a'), segment('b', 'a')])
    expect(await problem(store.definitions.put(segment('a', 'b')))).toEqual({
      code: 'definition/cycle',
      path: ['definition', 'where', 'and', 0, 'segment'],
    })
    expect(
      await problem(store.definitions.applyAll([segment('c', 'd'), segment('d', 'c')])),
    ).toEqual({
      code: 'definition/cycle',
      path: [0, 'definition', 'where', 'and', 0, 'segment'],
    })
  })

  it('does not remove what is in use', async () => {
    await store.definitions.applyAll([dataset, connection])
    expect(await store.definitions.usedBy('dataset', 'web')).toEqual([
      { kind: 'connection', id: 'all', path: 'datasets[0].dataset' },
    ])
    expect((await problem(store.definitions.remove('dataset', 'web'))).code).toBe(
      'definition/in-use',
    )
    await store.definitions.remove('connection', 'all')
    await store.definitions.remove('dataset', 'web')
    expect((await problem(store.definitions.remove('dataset', 'web'))).code).toBe(
      'definition/unknown-id',
    )
  })

  it('gives a copy with which a store of another kind is the same', async () => {
    await store.definitions.applyAll([segment('b', 'a'), segment('a'), view, connection, dataset])
    await store.definitions.put({ ...dataset, name: 'Web' })
    await store.definitions.remove('segment', 'b')
    const session = await store.sessions.start('credential')
    const copy = JSON.parse(JSON.stringify(await store.copy()))
    const folder = mkdtempSync(join(tmpdir(), 'throughline-copy-'))
    const database = hasPostgres ? await makeDatabase('copy') : undefined
    for (const url of [join(folder, 'store.db'), ...(database ? [database.url] : [])]) {
      await restoreStore(url, copy)
      const other = await openStore(url, readFormula)
      expect(await other.copy()).toEqual(copy)
      expect(await other.sequence()).toBe(await store.sequence())
      expect(await other.sessions.use(session, 'credential')).toBe(false)
      expect((await other.definitions.put(segment('b'))).version).toBe(3)
      await other.close()
    }
    await database?.drop()
    rmSync(folder, { recursive: true })
  })

  it('is not filled with a copy that a later version has made', async () => {
    const copy = { ...(await store.copy()), migration: '2999-01-later' }
    expect((await problem(restoreStore(':memory:', copy))).code).toBe('backup/unusable')
  })

  it('serves many writers at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => store.definitions.put(dataset)))
    expect((await store.definitions.get('dataset', 'web')).version).toBe(10)
    expect(await store.sequence()).toBe(10)
  })
}

describe('SQLite in memory', () => {
  conformance(() => openStore(':memory:', readFormula))
})

describe('a SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-store-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  let count = 0
  conformance(() => openStore(join(folder, `${count++}`, 'store.db'), readFormula))

  it('survives a killed process', async () => {
    const path = join(folder, 'killed.db')
    const script = `
      import { openStore } from '${pathToFileURL(join(import.meta.dirname, 'index.ts'))}'
      const store = await openStore('${path}', () => 0)
      await store.definitions.put(${JSON.stringify(dataset)})
      process.kill(process.pid, 'SIGKILL')`
    const child = spawnSync(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ])
    expect(child.signal).toBe('SIGKILL')
    const store = await openStore(path, readFormula)
    expect((await store.definitions.get('dataset', 'web')).version).toBe(1)
    await store.close()
  })

  it('says why it cannot be opened', async () => {
    expect((await problem(openStore(folder, readFormula))).code).toBe('store/unusable')
  })
})

describe.skipIf(!hasPostgres)(
  hasPostgres ? 'PostgreSQL' : 'PostgreSQL: nobody answers at 127.0.0.1:5432',
  () => {
    let database: Awaited<ReturnType<typeof makeDatabase>>
    beforeAll(async () => {
      database = await makeDatabase('store')
    })
    afterAll(() => database.drop())
    conformance(async () => {
      await emptyDatabase(database.url)
      return await openStore(database.url, readFormula)
    })
  },
)
