import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../test/support/lake.ts'
import { listBatches, listSkipped } from '../lake/datasets/index.ts'
import { selectRows } from '../lake/datasets/rows.ts'
import { sql } from '../lake/sql.ts'
import { importFiles, importRows, type ImportOptions, listAside, replaySkipped } from './index.ts'
import { readAside } from './read-aside.ts'

let test: TestLake
let dir: string
beforeAll(async () => {
  test = await openTestLake()
  dir = await mkdtemp(join(tmpdir(), 'throughline-mend-'))
})
afterAll(async () => {
  await test.close()
  await rm(dir, { recursive: true, force: true })
})

async function load(dataset: string, text: string, options: ImportOptions = {}) {
  const path = join(dir, `${dataset}.csv`)
  await writeFile(path, text)
  return importFiles(test.lake, dataset, [path], options)
}

const idsIn = async (dataset: string) => {
  const rows = await test.lake.query<{ id: string }>(
    sql`SELECT id FROM ${selectRows({ id: dataset })} ORDER BY id`,
  )
  return rows.map(({ id }) => id)
}

const cells = '[{""sku"":""s1"",""price"":1.5}]'
const orders = [
  'id;when;amount;items',
  `a;27.02.2026;1,50;"${cells}"`,
  `b;31.02.2026;2,50;"${cells}"`,
  'c;;3,50;',
  'd;28.02.2026;4,50;;surplus',
  'e;28.02.2026;5,50;',
  '',
].join('\n')

describe('rows that were put aside', () => {
  it('have their cells by column, and are read once more as they are or mended', async () => {
    const items = cells.replaceAll('""', '"')
    const schema = {
      id: 'string',
      when: 'timestamp',
      amount: 'number',
      items: { list: { sku: 'string', price: 'number' } },
    } as const
    expect(await load('orders', orders, { timestamp: 'when', schema })).toMatchObject({
      read: 5,
      added: 2,
    })
    const aside = await listAside(test.lake, 'orders', {})
    expect(aside.map(({ values, surplus }) => ({ ...values, surplus }))).toEqual([
      { id: 'b', when: '31.02.2026', amount: '2,50', items, surplus: [] },
      { id: 'c', when: null, amount: '3,50', items: null, surplus: [] },
      { id: 'd', when: '28.02.2026', amount: '4,50', items: '', surplus: ['surplus'] },
    ])
    const [b, c, d] = aside
    const only = [b!, d!].map(({ batch, rowNumber }) => ({ batch, rowNumber }))
    const rows = [{ ...b!.values, when: '28.02.2026' }, d!.values]
    expect(await replaySkipped(test.lake, 'orders', { only, rows })).toMatchObject({ added: 2 })
    const [left] = await listAside(test.lake, 'orders', {})
    expect(left).toEqual(c)
    const added = await test.lake.query(
      sql`SELECT id, toString(_time) AS time, amount, items FROM ${selectRows({ id: 'orders' })} ORDER BY id`,
    )
    const list = [{ sku: 's1', price: 1.5 }]
    expect(added).toEqual([
      { id: 'a', time: '2026-02-27 00:00:00.000', amount: 1.5, items: list },
      { id: 'b', time: '2026-02-28 00:00:00.000', amount: 2.5, items: list },
      { id: 'd', time: '2026-02-28 00:00:00.000', amount: 4.5, items: [] },
      { id: 'e', time: '2026-02-28 00:00:00.000', amount: 5.5, items: [] },
    ])
    const gone = replaySkipped(test.lake, 'orders', { only, rows })
    await expect(gone).rejects.toMatchObject({ code: 'import/not-aside', path: ['only', 0] })
    const place = [{ batch: c!.batch, rowNumber: c!.rowNumber }]
    const again = await replaySkipped(test.lake, 'orders', { only: place })
    expect(again).toMatchObject({ read: 1, added: 0, skipped: { 'missing-time': 1 } })
    const [still] = await listAside(test.lake, 'orders', {})
    expect(still).toMatchObject({ reason: 'missing-time', values: c!.values })
    expect(still!.batch).toBeGreaterThan(c!.batch)
  })

  it('of JSON keep every digit', () => {
    const raw = '{"user":12345678901234567890,"note":"1234567890123456789","n":1.5}'
    expect(readAside({ raw, reason: 'missing-time' }).values).toEqual({
      user: '12345678901234567890',
      note: '1234567890123456789',
      n: 1.5,
    })
    expect(readAside({ raw: raw.slice(0, -4), reason: 'unreadable-row' }).values).toBeNull()
  })
})

describe('a batch that a file takes the place of', () => {
  it('goes with its rows; others have the rows again that they had in common with it', async () => {
    const head = 'id,when\n'
    const told = { rowId: 'id', timestamp: 'when' }
    await load('shop', `${head}a,2026-01-01\nb,2026-01-02\n`, told)
    await load('shop', `${head}b,2026-01-02\nc,2026-01-03\n`, told)
    expect(await idsIn('shop')).toEqual(['a', 'b', 'c'])
    await load('shop', `${head}x,2026-01-04\na,2026-01-01\n`, { ...told, replaceBatch: 1 })
    expect(await idsIn('shop')).toEqual(['a', 'b', 'c', 'x'])
    const batches = await listBatches(test.lake, 'shop')
    expect(batches.map(({ batch, status, added }) => [batch, status, added])).toEqual([
      [3, 'committed', 2],
      [2, 'committed', 2],
      [1, 'deleted', 2],
    ])
    const unknown = load('shop', `${head}y,2026-01-05\n`, { ...told, replaceBatch: 1 })
    await expect(unknown).rejects.toMatchObject({ code: 'batch/unknown' })
    expect(await idsIn('shop')).toEqual(['a', 'b', 'c', 'x'])
  })

  it('leaves what is put aside to the other batches', async () => {
    await importRows(test.lake, 'calls', [
      { ts: 'never', a: 'x' },
      { ts: 1, a: 'y' },
    ])
    await load('calls', 'ts,a\n2026-01-01T00:00:00Z,z\n', { replaceBatch: 1 })
    expect(await listSkipped(test.lake, 'calls')).toEqual([])
  })
})
