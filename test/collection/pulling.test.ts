import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Pulled, TriedSource } from '../../src/model/answers/sources.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace({ threads: 1, outgoing: { allowsPrivateTargets: true } })
})
afterAll(() => workspace.close())

const run = (id: string) => workspace.post<Pulled>(`sources/${id}/run`, undefined)

async function rowsOf(dataset: string): Promise<number> {
  const { body } = await workspace.call('GET', `datasets/${dataset}/batches`)
  const batches = body as unknown as readonly { added: number }[]
  return batches.reduce((sum, { added }) => sum + added, 0)
}

describe('a folder', () => {
  const inbox = () => join(workspace.folder, 'data', 'inbox')
  const drop = async (name: string, text: string, age = 10) => {
    await mkdir(inbox(), { recursive: true })
    await writeFile(join(inbox(), name), text)
    const then = Date.now() / 1000 - age
    await utimes(join(inbox(), name), then, then)
  }
  const source = { kind: 'source', id: 'drops', dataset: 'orders', watch: { path: 'inbox/*.csv' } }
  const header = 'ts,customer,total'

  it('is read once, file by file; what cannot be read is told, and read when it is mended', async () => {
    await workspace.post('apply', { ...source, paused: true })
    await drop('a.csv', `${header}\n2026-01-01T10:00:00Z,ann,5\n2026-01-02T10:00:00Z,bob,7`)
    await drop('b.csv', 'nothing\nthat has a time')
    const first = await run('drops')
    expect(first.added).toBe(2)
    expect(first.files.map(({ problem }) => problem === null)).toEqual([true, false])
    expect((await run('drops')).added).toBe(2)
    await drop('b.csv', `${header}\n2026-01-03T10:00:00Z,cid,1`, 5)
    const mended = await run('drops')
    expect([mended.added, mended.files.map(({ problem }) => problem)]).toEqual([3, [null, null]])
    expect(await rowsOf('orders')).toBe(3)
  })

  it('is not read while a file is being written, and nothing is there twice after a reset', async () => {
    await drop('c.csv', `${header}\n2026-01-04T10:00:00Z,dan,1`, 0)
    expect((await run('drops')).added).toBe(3)
    await workspace.call('POST', 'sources/drops/reset')
    await drop('c.csv', `${header}\n2026-01-04T10:00:00Z,dan,1`)
    expect((await run('drops')).added).toBe(1)
    expect(await rowsOf('orders')).toBe(4)
  })

  it('tells its runs, those that come to nothing as one, and when the next one is', async () => {
    const before = (await run('drops')).runs
    const { runs, nextAt, endedAt } = await run('drops')
    expect(runs).toHaveLength(before.length)
    expect(runs[0]).toMatchObject({ added: 0, problem: null, times: before[0]!.times + 1, endedAt })
    expect(runs.map(({ added }) => added).filter((added) => added > 0)).toEqual([1])
    expect(nextAt).toBeNull()
    await workspace.post('apply', { ...source, watch: { ...source.watch, every: '9h' } })
    const { body } = await workspace.call('GET', 'sources/drops/pulled')
    expect(body).toMatchObject({ nextAt: endedAt! + 9 * 3_600_000 })
  })

  it('is tried before it is read, and read as its layout says', async () => {
    await drop('told.dat', '2026-01-05T10:00:00Z;eve;9\n2026-01-06T10:00:00Z;fay;8')
    const layout = { format: 'csv', delimiter: ';', header: false }
    const watch = { path: 'inbox/*.dat', layout }
    const tried = await workspace.post<TriedSource>('sources/try', { watch })
    expect(tried.files).toMatchObject({ count: 1, examples: [expect.stringMatching(/told\.dat$/)] })
    expect(tried.columns.map(({ type }) => type)).toEqual(['timestamp', 'string', 'number'])
    expect(tried.rows.map(([, name]) => name)).toEqual(['eve', 'fay'])
    await workspace.post('apply', {
      kind: 'source',
      id: 'told',
      dataset: 'told',
      paused: true,
      watch,
    })
    expect(await run('told')).toMatchObject({ added: 2, problem: null })
    const none = await workspace.post<TriedSource>('sources/try', { watch: { path: 'inbox/none' } })
    expect(none).toEqual({
      files: { count: 0, examples: [] },
      columns: [],
      rows: [],
      problem: null,
    })
  })

  it.each([
    [{ every: { cron: '0 6 * *' } }, 'definition/invalid', '[0].watch.every.cron'],
    [{ layout: { format: 'cvs' } }, 'import/unknown-format', '[0].watch.layout.format'],
  ])('is refused with %j', async (wrong, code, path) => {
    const watch = { ...source.watch, ...wrong }
    const { body } = await workspace.call('POST', 'apply', { ...source, id: 'wrong', watch })
    expect(body).toMatchObject({ code, path })
  })

  it.each(['/etc/*.csv', '../*.csv', 'inbox/../../x.csv', 'store.db'])(
    'is one below inbox: %s is refused',
    async (path) => {
      const { body } = await workspace.call('POST', 'apply', { ...source, watch: { path } })
      expect(body).toMatchObject({ code: 'source/wrong-path' })
    },
  )
})

const database = 'postgres://postgres@127.0.0.1:5432/test'
const isReachable = await new pg.Client(database).connect().then(
  () => true,
  () => false,
)

describe.skipIf(!isReachable)('a table of PostgreSQL at 127.0.0.1:5432', () => {
  const table = `invoices_${process.pid}`
  let client: pg.Client
  beforeAll(async () => {
    client = new pg.Client(database)
    await client.connect()
    await client.query(
      `CREATE TABLE ${table} (id int, customer text, total numeric(10,2), updated_at timestamptz)`,
    )
    await workspace.post('apply', {
      kind: 'source',
      id: 'erp',
      dataset: 'invoices',
      paused: true,
      table: { url: database, table, cursor: 'updated_at' },
    })
  })
  afterAll(async () => {
    await client.query(`DROP TABLE IF EXISTS ${table}`)
    await client.end()
  })
  const add = (id: number, minute: number) =>
    client.query(`INSERT INTO ${table} VALUES ($1, 'ann', 1.50, $2)`, [
      id,
      new Date(Date.UTC(2026, 0, 1, 10, minute)),
    ])

  it('is read from where it was, rows of the same moment too', async () => {
    await add(1, 0)
    await add(2, 1)
    expect((await run('erp')).added).toBe(2)
    expect((await run('erp')).added).toBe(2)
    await add(3, 1)
    await add(4, 2)
    expect((await run('erp')).added).toBe(4)
    expect(await rowsOf('invoices')).toBe(4)
  })

  it('is tried before it is read', async () => {
    const at = { url: database, table, cursor: 'id', overlap: 5 }
    const tried = await workspace.post<TriedSource>('sources/try', { table: at })
    expect(tried.columns.map(({ name }) => name)).toEqual(['id', 'customer', 'total', 'updated_at'])
    expect([tried.files, tried.rows.length]).toEqual([null, 4])
    const wrong = { table: { ...at, overlap: '10m' } }
    const { body } = await workspace.call('POST', 'sources/try', wrong)
    expect(body).toMatchObject({ code: 'source/wrong-overlap' })
  })

  it('says what is wrong where it cannot be read', async () => {
    const wrong = { kind: 'source', id: 'wrong', dataset: 'wrong', paused: true }
    await workspace.post('apply', {
      ...wrong,
      table: { url: database, table, cursor: 'changed' },
    })
    const { body } = await workspace.call('POST', 'sources/wrong/run')
    expect(body).toMatchObject({ code: 'source/unknown-column' })
    expect((await workspace.call('GET', 'sources/wrong/pulled')).body).toMatchObject({
      problem: expect.stringContaining('changed'),
    })
  })
})
