import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from './support/workspace.ts'

let workspace: Workspace
let made = 0
beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

const ids = ['7', '"007"', '"1e1"', '"abc"']
const names = ['007', '1e1', '7', 'abc']

/** A dataset, and a connection and a data view on it. */
async function define() {
  const id = `web${++made}`
  await workspace.post('apply', [
    { kind: 'dataset', id, type: 'event', timestamp: 'ts' },
    { kind: 'connection', id, datasets: [{ dataset: id, personId: 'p' }] },
    { kind: 'data-view', id, connection: id, dimensions: [{ id: 'who', field: 'p' }] },
  ])
  return id
}

const row = (id: string, minute: number) =>
  `{"ts":"2026-01-01T00:0${minute}:00Z","p":${id},"n":${minute}}`

async function post(id: string, rows: readonly string[]) {
  const { status, text } = await workspace.call('POST', `datasets/${id}/rows`, rows.join('\n'))
  expect([status, text]).toEqual([expect.any(Number), expect.not.stringContaining('"code"')])
}

async function people(id: string) {
  await workspace.post(`connections/${id}/refresh`, {})
  const { rows, totals } = await workspace.post<{
    rows: { item: string; values: number[] }[]
    totals: number[]
  }>('reports', {
    kind: 'freeform',
    dataView: id,
    dateRange: { start: '2026-01-01', end: '2026-01-02' },
    rows: { dimension: 'who' },
    columns: [{ metric: 'people' }],
  })
  return { people: totals, names: rows.map(({ item }) => item).toSorted() }
}

const orders = ids.flatMap((_, k) => [
  [...ids.slice(k), ...ids.slice(0, k)],
  [...ids.slice(k), ...ids.slice(0, k)].toReversed(),
])

it.each(orders)('%s, %s, %s and %s are four people, in a batch each', async (...batches) => {
  const id = await define()
  for (const [minute, each] of batches.entries()) await post(id, [row(each, minute)])
  expect(await people(id)).toEqual({ people: [4], names })
})

it('are four people in one batch', async () => {
  const id = await define()
  await post(id, ids.map(row))
  expect(await people(id)).toEqual({ people: [4], names })
})

it('long ids are people of their own, whatever came first', async () => {
  const id = await define()
  await post(id, [row('7', 0)])
  await post(id, [row('1234567890123456788', 1), row('1234567890123456789', 2)])
  expect(await people(id)).toEqual({
    people: [3],
    names: ['1234567890123456788', '1234567890123456789', '7'],
  })
})
