import { existsSync, readdirSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApi, openThroughline, restoreWorkspace, type Throughline } from '../src/api/index.ts'
import { claimFolder } from '../src/backup/folder-claim.ts'
import { s3Place } from '../src/backup/s3-place.ts'
import { openPlace, writeBackup } from '../src/backup/index.ts'
import { connectLake } from '../src/lake/connect-lake.ts'
import { sql } from '../src/lake/sql.ts'
import type { IdentityGraph } from '../src/model/answers/identity.ts'
import { openOutgoing } from '../src/outgoing/index.ts'
import { openStore, type StoreCopy } from '../src/store/index.ts'
import { reportKindNames, reportKinds } from '../src/query/reports/index.ts'
import { cli, cliJson } from './support/command-line.ts'
import { openBucket } from './support/bucket.ts'
import { openExamples } from './support/examples.ts'
import { openWorkspace } from './support/workspace.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-backup-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const within = (name: string) => join(folder, name)
const target = (name: string, isReplacing = false) =>
  ({ dataDir: within(name), isReplacing, durability: 'disk' }) as const

/** Does something with the workspace of a data folder, once its journeys are built. */
async function withOpen<T>(name: string, work: (open: Throughline) => Promise<T>): Promise<T> {
  const open = await openThroughline({ dataDir: within(name), threads: 1 })
  try {
    for (const { id } of (await open.catalog()).list('connection'))
      await open.connections.settled(id)
    return await work(open)
  } finally {
    await open.close()
  }
}

async function post(throughline: Throughline, path: string, body: unknown) {
  const response = await createApi(throughline).request(`/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await response.json()) as unknown
}

/** What a report says, without what depends on the run. */
const figures = (result: unknown): unknown =>
  JSON.parse(
    JSON.stringify(result, (key, value: unknown) =>
      key === 'elapsedMs' || key === 'dataVersion' ? undefined : value,
    ),
  )

/** How far the changes of profiles were followed says nothing in another store, where profiles are made anew. */
const withoutPlaces = (tables: StoreCopy['tables']): StoreCopy['tables'] => ({
  ...tables,
  destination_states: tables['destination_states']!.filter(
    ({ destination }) => destination !== ':profiles',
  ),
})

/** All that a workspace says of itself. */
async function describeAll(open: Throughline) {
  const datasets = await open.datasets.list()
  const reports: Record<string, unknown> = {}
  for (const kind of reportKindNames) {
    reports[kind] = figures(await post(open, 'reports', reportKinds[kind].example))
  }
  return {
    reports,
    datasets,
    batches: await Promise.all(datasets.map(({ id }) => open.datasets.batches(id))),
    skipped: await Promise.all(datasets.map(({ id }) => open.datasets.skipped(id, {}))),
    store: withoutPlaces((await open.store.copy()).tables),
    check: await open.check({ repair: false }),
  }
}

describe('a backup of the examples', () => {
  it('brings back every report, batch, row put aside and version of a definition', async () => {
    const examples = await openExamples()
    const before = await describeAll(examples.throughline)
    const made = await examples.throughline.backUp(within('backup'))
    expect(made).toMatchObject({ datasets: 6, batches: 5, skippedRows: 1, damage: [] })
    await examples.close()
    const restored = await restoreWorkspace(within('backup'), target('data'))
    const { damage: _, ...contents } = made
    expect(restored).toMatchObject({ ...contents, replaced: false })
    const after = await withOpen('data', describeAll)
    for (const [kind, report] of Object.entries(before.reports)) {
      expect(after.reports[kind], kind).toEqual(report)
    }
    expect(after).toEqual(before)
  })

  it('leaves nothing behind, and goes to no folder that is in use', async () => {
    await withOpen('data', async ({ lake, backUp }) => {
      await backUp(within('one'))
      await backUp(within('two'))
      const left = sql`SELECT name FROM system.tables WHERE startsWith(name, 'snapshot:')`
      expect(await lake.query(left)).toEqual([])
      await expect(backUp(within('two'))).rejects.toMatchObject({ code: 'backup/place-not-empty' })
      for (const place of [
        within('data/backup'),
        join(import.meta.filename, 'below-a-file'),
        '/proc/nowhere',
        within('x'.repeat(5000)),
        within('a\0b'),
      ]) {
        await expect(backUp(place)).rejects.toMatchObject({ code: 'backup/wrong-place' })
      }
    })
  })
})

describe('a backup of rows that are on a ClickHouse server', () => {
  it('is refused before anything is written, and says what to do', async () => {
    const store = await openStore(':memory:', () => 0)
    const lake = await connectLake({ url: 'http://127.0.0.1:1' })
    const place = openPlace(within('backup'), { outgoing: openOutgoing(), scratchDir: folder })
    const refused = writeBackup({ lake, store, version: '1' }, place)
    await expect(refused).rejects.toMatchObject({
      code: 'backup/elsewhere',
      hint: expect.stringContaining('BACKUP DATABASE'),
    })
    expect(existsSync(within('backup'))).toBe(false)
    await Promise.all([lake.close(), store.close()])
  })
})

const row = (id: string, page = 'Home') => ({ id, who: id, ts: '2026-01-01T10:00:00Z', page })
const rows = (count: number, name: string) =>
  Buffer.from(
    Array.from({ length: count }, (_, n) => JSON.stringify(row(`${name}-${n}`))).join('\n'),
  )

const connection = (settings: object = {}) => ({
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'who', ...settings }],
})

describe('a backup while imports run', () => {
  it('holds each of them wholly or not at all', async () => {
    await withOpen('data', async (open) => {
      await open.datasets.importRows('web', rows(10, 'first'), {})
      const importing = Array.from({ length: 4 }, (_, n) =>
        open.datasets.importRows(n % 2 === 0 ? 'web' : `new${n}`, rows(5_000, `later-${n}`), {}),
      )
      for (let n = 0; n < 3; n += 1) {
        await open.backUp(within(`backup-${n}`))
        await new Promise((resolve) => setTimeout(resolve, 40))
      }
      await Promise.all(importing)
    })
    for (let n = 0; n < 3; n += 1) {
      await restoreWorkspace(within(`backup-${n}`), target(`restored-${n}`))
      await withOpen(`restored-${n}`, async (open) => {
        for (const { id, rows: found } of await open.datasets.list()) {
          expect(found % 5_000).toBe(id === 'web' ? 10 : 0)
          const batches = (await open.datasets.batches(id)).filter(
            ({ status }) => status === 'committed',
          )
          expect(batches.reduce((sum, { added }) => sum + added, 0)).toBe(found)
        }
        expect(await open.check({ repair: false })).toEqual({ found: [], left: [] })
        await open.datasets.importRows('web', rows(5, 'again'), {})
        expect((await open.datasets.describe('web')).rows % 5_000).toBe(15)
      })
    }
  })

  it('keeps in mind what was there when a dataset was added to a connection', async () => {
    await withOpen('data', async (open) => {
      await open.datasets.importRows('web', rows(10, 'before'), {})
      await open.definitions.apply([connection({ backfill: false })])
      await open.datasets.importRows('web', rows(3, 'after'), {})
      expect((await open.connections.status('all')).events).toBe(3)
      await open.backUp(within('backup'))
    })
    await restoreWorkspace(within('backup'), target('restored'))
    await withOpen('restored', async (open) => {
      expect((await open.connections.status('all')).events).toBe(3)
    })
  })
})

describe('a backup of an identity space', () => {
  const identities = ['email', 'device'].map((field) => ({ field, namespace: field }))
  const definitions = [
    { kind: 'identity-space', id: 'people', namespaces: [{ id: 'email' }, { id: 'device' }] },
    connection({ personId: 'device', space: 'people', identities }),
  ]
  const seen = [
    { ts: '2026-01-01T10:00:00Z', email: 'a', device: 'd1' },
    { ts: '2026-01-01T10:01:00Z', email: 'b', device: 'd2' },
  ]

  async function get(open: Throughline, path: string): Promise<string> {
    const response = await createApi(open).request(`/api/v1/identity/people/${path}`)
    return response.text()
  }
  const graphOf = async (open: Throughline, id: string): Promise<IdentityGraph> =>
    JSON.parse(await get(open, `graphs?id=${id}`)) as IdentityGraph
  const kindsOfChanges = async (open: Throughline): Promise<readonly string[]> =>
    [...(await get(open, 'changes?until=now')).matchAll(/"detail":\{"kind":"([a-z-]+)"/g)].map(
      ([, kind]) => kind!,
    )

  it('brings back what people said, and what became of people; graphs are built anew', async () => {
    const before = await withOpen('data', async (open) => {
      await open.datasets.importRows('web', Buffer.from(JSON.stringify(seen)), {})
      await open.definitions.apply(definitions)
      const links = [{ ids: ['device:d1', 'device:d2'], note: 'one household' }]
      expect(await post(open, 'identity/people/links', links)).toMatchObject({ change: 'c1' })
      await open.backUp(within('backup'))
      await post(open, 'identity/people/split', { ids: ['email:a'] })
      expect((await graphOf(open, 'email:a')).ids).toHaveLength(1)
      await post(open, 'identity/people/changes/c2/undo', {})
      return graphOf(open, 'email:a')
    })
    expect(before.ids).toHaveLength(4)
    await restoreWorkspace(within('backup'), target('restored'))
    await withOpen('restored', async (open) => {
      const after = await graphOf(open, 'email:a')
      expect(after).toEqual(before)
      expect(after.changes).toMatchObject([{ change: 'c1', note: 'one household' }])
      expect(await kindsOfChanges(open)).toEqual(['merged', 'rebuilt'])
      await post(open, 'identity/people/changes/c1/undo', {})
      expect((await graphOf(open, 'email:a')).ids).toHaveLength(2)
      expect(await kindsOfChanges(open)).toEqual(['merged', 'rebuilt', 'split'])
    })
  })
})

describe('restoring', () => {
  const rowsOf = (name: string) =>
    withOpen(name, async (open) => (await open.datasets.describe('web')).rows)

  beforeEach(() =>
    withOpen('data', async (open) => {
      await open.datasets.importRows('web', rows(10, 'first'), {})
      await open.definitions.apply([connection()])
      await open.backUp(within('backup'))
      await open.datasets.importRows('web', rows(7, 'later'), {})
    }),
  )

  it('takes an empty folder, or the place of what is there when that is said', async () => {
    const refused = { code: 'restore/not-empty' }
    await expect(restoreWorkspace(within('backup'), target('data'))).rejects.toMatchObject(refused)
    expect(await rowsOf('data')).toBe(17)
    const report = await restoreWorkspace(within('backup'), target('data', true))
    expect(report).toMatchObject({ replaced: true, rows: 10, datasets: 1, batches: 1 })
    expect(await rowsOf('data')).toBe(10)
    expect(await readdir(within('data'))).not.toContain('replaced')
  })

  it('does not touch a folder that a process has open', async () => {
    await withOpen('data', async () => {
      await expect(restoreWorkspace(within('backup'), target('data', true))).rejects.toMatchObject({
        code: 'store/busy',
      })
    })
    expect(await rowsOf('data')).toBe(17)
  })

  it.each<[string, () => Promise<void>]>([
    ['its manifest', () => rm(within('backup/manifest.json'))],
    ['half of its manifest', () => writeFile(within('backup/manifest.json'), '{"format":1,')],
    ['a table', () => rm(within('backup/lake/dataset_web.tar'))],
    ['the end of a table', () => appendFile(within('backup/lake/dataset_web.tar'), 'x')],
    ['its definitions', () => writeFile(within('backup/store.json'), '{}')],
  ])('refuses a backup without %s, and leaves the folder as it was', async (_, breakIt) => {
    await breakIt()
    for (const name of ['data', 'other']) {
      await expect(restoreWorkspace(within('backup'), target(name, true))).rejects.toMatchObject({
        code: 'backup/unusable',
      })
    }
    expect(await rowsOf('data')).toBe(17)
    expect(existsSync(within('other/lake'))).toBe(false)
  })

  it('refuses what a later version has made, and rows that are not those that were kept', async () => {
    const path = within('backup/manifest.json')
    const manifest = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(path, JSON.stringify({ ...manifest, format: 2 }))
    await expect(restoreWorkspace(within('backup'), target('x'))).rejects.toThrow('a later version')
    const fewer = JSON.parse(JSON.stringify(manifest).replaceAll('"rows":10', '"rows":9'))
    await writeFile(path, JSON.stringify(fewer))
    await expect(restoreWorkspace(within('backup'), target('x'))).rejects.toThrow(
      'has 10 rows, not the 9',
    )
  })

  it.each([true, false])(
    'that was interrupted is begun again: over something %s',
    async (isReplacing) => {
      const name = isReplacing ? 'data' : 'fresh'
      await mkdir(within(name), { recursive: true })
      await claimFolder(within(name), isReplacing)
      await writeFile(within(`${name}/half`), '')
      await expect(openThroughline({ dataDir: within(name) })).rejects.toMatchObject({
        code: 'restore/unfinished',
      })
      await restoreWorkspace(within('backup'), target(name))
      expect(await rowsOf(name)).toBe(10)
      expect(await readdir(within(name))).not.toContain('half')
    },
  )

  it('is a command, like the backup', async () => {
    const made = await cliJson(['backup', within('by-command'), '--data', within('data')])
    expect(made).toMatchObject({ datasets: 1, batches: 2, rows: 17 })
    const restored = await cliJson(['restore', within('by-command'), '--data', within('new')])
    expect(restored).toMatchObject({ rows: 17, replaced: false })
    expect(await rowsOf('new')).toBe(17)
    const again = await cli(['restore', within('by-command'), '--data', within('new')])
    expect(again).toMatchObject({ code: 1 })
    expect(again.stderr).toMatch(/^error restore\/not-empty: .* is not empty; .*--replace\n$/)
  })
})

describe('a backup that the API is asked for', () => {
  it('goes to no folder that a caller names', async () => {
    const workspace = await openWorkspace()
    try {
      const { status, body } = await workspace.call('POST', 'backups', { to: within('x') })
      expect([status, body['code']]).toEqual([403, 'backup/foreign-folder'])
      expect(readdirSync(folder)).toEqual([])
      const key = { authorization: `Bearer ${workspace.throughline.instance.folderKey}` }
      const made = await workspace.call('POST', 'backups', { to: within('x') }, key)
      expect(made).toMatchObject({ status: 200, body: { datasets: 0 } })
    } finally {
      await workspace.close()
    }
  })
})

describe('a bucket', () => {
  const bucket = openBucket()
  const outgoing = { allowsPrivateTargets: true }
  const environment = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-told' }
  beforeAll(async () => {
    await new Promise<void>((resolve) => bucket.server.listen(0, '127.0.0.1', resolve))
    const { port } = bucket.server.address() as AddressInfo
    Object.assign(process.env, environment, { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}` })
  })
  afterAll(() => {
    for (const name of [...Object.keys(environment), 'AWS_ENDPOINT_URL_S3'])
      delete process.env[name]
    bucket.server.closeAllConnections()
    bucket.server.close()
  })
  beforeEach(() => {
    bucket.objects.clear()
    bucket.state.failsAfter = Number.POSITIVE_INFINITY
  })

  async function withRows<T>(work: (open: Throughline) => Promise<T>): Promise<T> {
    const open = await openThroughline({ dataDir: within('data'), threads: 1, outgoing })
    try {
      await open.datasets.importRows('web', rows(1000, 'first'), {})
      return await work(open)
    } finally {
      await open.close()
    }
  }

  it('takes a backup, signed, and gives it back', async () => {
    await withRows(async (open) => {
      await open.backUp('s3://my-bucket/nightly/1')
      expect(await readdir(open.lake.scratchDir)).toEqual([])
      await expect(open.backUp('s3://my-bucket/nightly/1')).rejects.toMatchObject({
        code: 'backup/place-not-empty',
      })
    })
    expect([...bucket.objects.keys()].at(-1)).toBe('nightly/1/manifest.json')
    for (const signature of bucket.signatures) expect(signature).toMatch(/^AWS4-HMAC-SHA256 /)
    const report = await restoreWorkspace('s3://my-bucket/nightly/1', {
      ...target('new'),
      outgoing,
    })
    expect(report).toMatchObject({ rows: 1000 })
    await withOpen('new', async (open) => {
      expect((await open.datasets.describe('web')).rows).toBe(1000)
    })
  })

  it('takes large tables in pieces, and tells a piece that is another', async () => {
    await withRows(({ lake, store }) => {
      const access = {
        outgoing: openOutgoing(outgoing),
        scratchDir: lake.scratchDir,
        pieceBytes: 5000,
      }
      return writeBackup({ lake, store, version: '1' }, s3Place('s3://my-bucket/b', access))
    })
    const pieces = [...bucket.objects.keys()].filter((key) => key.includes('dataset_web.tar.'))
    expect(pieces.length).toBeGreaterThan(2)
    const restore = (name: string) =>
      restoreWorkspace('s3://my-bucket/b', { ...target(name), outgoing })
    expect(await restore('new')).toMatchObject({ rows: 1000 })
    bucket.objects.get(pieces[1]!)![100]! ^= 1
    await expect(restore('other')).rejects.toMatchObject({ code: 'backup/unusable' })
  })

  it.each([
    [400, 'backup/place-failed'],
    [403, 'backup/wrong-place'],
  ])('that fails in between, with status %i, holds no backup', async (status, code) => {
    Object.assign(bucket.state, { failsAfter: 2, failsWith: status })
    await withRows(async (open) => {
      await expect(open.backUp('s3://my-bucket/half')).rejects.toMatchObject({ code })
    })
    expect(bucket.objects.size).toBe(2)
    await expect(
      restoreWorkspace('s3://my-bucket/half', { ...target('new'), outgoing }),
    ).rejects.toMatchObject({ code: 'backup/unusable' })
  })
})
