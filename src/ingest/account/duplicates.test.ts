import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../../test/support/workspace.ts'
import { deleteBatch, listBatches, openDatasets } from '../../lake/datasets/index.ts'
import { selectRows } from '../../lake/datasets/rows.ts'
import { sql, value } from '../../lake/sql.ts'
import { lawRuns } from '../../../test/support/law-runs.ts'

let workspace: Workspace
let datasets = 0
beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

interface Event {
  readonly id: string
  readonly n: number
}

async function openKeyed(): Promise<string> {
  const id = `keyed${++datasets}`
  const fields = { id: 'string', who: 'string', ts: 'timestamp', n: 'number' }
  await workspace.post('apply', [
    { kind: 'dataset', id, type: 'event', timestamp: 'ts', rowId: 'id', fields },
    { kind: 'connection', id, datasets: [{ dataset: id, personId: 'who' }] },
    { kind: 'data-view', id, connection: id, metrics: [{ id: 'n', field: 'n' }] },
  ])
  return id
}

const post = (id: string, events: readonly Event[]) =>
  workspace.post(
    `datasets/${id}/rows`,
    events.map((event) => ({ ...event, who: 'ann', ts: '2026-01-01T10:00:00Z' })),
  )

const remove = (id: string, batch: number) =>
  workspace.call('DELETE', `datasets/${id}/batches/${batch}`)

async function counts(id: string): Promise<Record<number, readonly number[]>> {
  const batches = await listBatches(workspace.throughline.lake, id)
  const committed = batches.filter(({ status }) => status === 'committed')
  return Object.fromEntries(
    committed.map(({ batch, read, added, duplicates }) => [batch, [read, added, duplicates]]),
  )
}

async function rowsOf(id: string): Promise<readonly number[]> {
  const rows = await workspace.throughline.lake.query<{ n: number }>(
    sql`SELECT n FROM ${selectRows({ id })} ORDER BY n`,
  )
  return rows.map(({ n }) => n)
}

async function sumOf(id: string): Promise<unknown> {
  const request = {
    kind: 'freeform',
    dataView: id,
    dateRange: { start: '2026-01-01', end: '2026-01-02' },
    rows: { dimension: 'day' },
    columns: [{ metric: 'events' }, { metric: 'n' }],
  }
  return (await workspace.post<{ totals: unknown }>('reports', request)).totals
}

it('rows that a later batch carried, too, come back when the first batch is deleted', async () => {
  const id = await openKeyed()
  await post(id, [
    { id: 'a', n: 1 },
    { id: 'b', n: 2 },
  ])
  await post(id, [
    { id: 'a', n: 10 },
    { id: 'b', n: 20 },
    { id: 'c', n: 30 },
    { id: 'a', n: 11 },
  ])
  await post(id, [
    { id: 'a', n: 100 },
    { id: 'd', n: 400 },
  ])
  expect(await counts(id)).toEqual({ 1: [2, 2, 0], 2: [4, 1, 3], 3: [2, 1, 1] })
  expect(await sumOf(id)).toEqual([4, 433])
  await remove(id, 1)
  expect(await rowsOf(id)).toEqual([10, 20, 30, 400])
  expect(await counts(id)).toEqual({ 2: [4, 3, 1], 3: [2, 1, 1] })
  expect(await sumOf(id)).toEqual([4, 460])
  await remove(id, 2)
  expect(await counts(id)).toEqual({ 3: [2, 2, 0] })
  expect(await sumOf(id)).toEqual([2, 500])
  await remove(id, 3)
  expect(await rowsOf(id)).toEqual([])
})

it('a deletion that was cut short is finished at the next start', async () => {
  const id = await openKeyed()
  const { lake } = workspace.throughline
  await post(id, [{ id: 'a', n: 1 }])
  await post(id, [{ id: 'a', n: 10 }])
  await lake.command(sql`
    INSERT INTO _batches SELECT * REPLACE (3 AS version, 'deleted' AS status) FROM _batches FINAL
    WHERE dataset = ${value(id, 'String')} AND batch = 1`)
  await openDatasets(lake)
  await openDatasets(lake)
  expect(await rowsOf(id)).toEqual([10])
  expect(await counts(id)).toEqual({ 2: [1, 1, 0] })
})

it('any batches, deleted in any order, leave each row id once, of the first batch that has it', async () => {
  const batch = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 4 })
  const work = fc.record({
    batches: fc.array(batch, { minLength: 2, maxLength: 4 }),
    deleted: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(work, async ({ batches, deleted }) => {
      const id = `keyed${++datasets}`
      const { lake } = workspace.throughline
      const fields = { id: 'string', who: 'string', ts: 'timestamp', n: 'number' }
      await workspace.post('apply', {
        kind: 'dataset',
        id,
        type: 'event',
        timestamp: 'ts',
        rowId: 'id',
        fields,
      })
      const events = batches.flatMap((ids, index) =>
        ids.map((key, row) => ({ batch: index + 1, id: key, n: index * 10 + row })),
      )
      for (const [index] of batches.entries())
        await post(
          id,
          events.filter((event) => event.batch === index + 1),
        )
      for (const each of deleted.filter((number) => number <= batches.length))
        await deleteBatch(lake, id, each)
      const left = events.filter((event) => !deleted.includes(event.batch))
      const first = left.filter(
        ({ id: key, n }) => key === '' || left.find((event) => event.id === key)?.n === n,
      )
      expect(await rowsOf(id)).toEqual(first.map(({ n }) => n))
      for (const [read, added, duplicates] of Object.values(await counts(id))) {
        expect(added! + duplicates!).toBe(read)
      }
    }),
    { numRuns: lawRuns(6) },
  )
})
