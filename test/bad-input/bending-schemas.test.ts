import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'
import { lawRuns } from '../support/law-runs.ts'

let workspace: Workspace
let datasets = 0
beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

interface Outcome {
  readonly read: number
  readonly added: number
  readonly duplicates: number
  readonly skipped: Readonly<Record<string, number>>
  readonly unreadable: Readonly<Record<string, number>>
  readonly connections: readonly { readonly error?: unknown }[]
}

interface Table {
  readonly rows: readonly { readonly item: string | null; readonly values: readonly number[] }[]
  readonly totals: readonly number[]
}

const day = { start: '2026-01-01', end: '2026-01-02' }

/** A dataset with one event, in a connection with a data view, all of the same id. */
async function openBending(): Promise<string> {
  const id = `bend${++datasets}`
  await workspace.post(`datasets/${id}/rows`, [{ who: 'ann', ts: '2026-01-01T00:00:00Z' }])
  await workspace.post('apply', [
    { kind: 'connection', id, datasets: [{ dataset: id, personId: 'who' }] },
    { kind: 'data-view', id, connection: id },
  ])
  return id
}

/** Posts events with these values of the field `s`. */
const post = (id: string, values: readonly unknown[]) =>
  workspace.post<Outcome>(
    `datasets/${id}/rows`,
    values.map((s) => ({ who: 'ann', ts: '2026-01-01T01:00:00Z', s })),
  )

async function fieldsOf(id: string): Promise<Record<string, unknown>> {
  const { body } = await workspace.call('GET', `datasets/${id}`)
  const fields = body['fields'] as { path: string }[]
  return Object.fromEntries(
    fields.filter(({ path }) => path.startsWith('s')).map(({ path, ...type }) => [path, type]),
  )
}

/** Sums of the number at a path over all events. */
async function sumOf(id: string, path: string): Promise<number | undefined> {
  await workspace.post('apply', [
    {
      kind: 'data-view',
      id,
      connection: id,
      metrics: [{ id: 'sum', field: path, count: 'values' }],
    },
  ])
  const request = { kind: 'freeform', dataView: id, dateRange: day, rows: { dimension: 'day' } }
  const { totals } = await workspace.post<Table>('reports', {
    ...request,
    columns: [{ metric: 'sum' }],
  })
  return totals[0]
}

const number = { type: 'number' }
const text = { type: 'string' }

describe('a field that changes', () => {
  it.each<{
    name: string
    batches: unknown[][]
    fields: Record<string, unknown>
    unreadable?: Record<string, number>
    sums?: Record<string, number>
  }>([
    {
      name: 'an object that arrives as an empty list and a text, and back',
      batches: [[{ b: 1 }], [[]], [''], ['hello'], [{ b: 2 }]],
      fields: { 's.b': number, s: text },
      sums: { 's.b': 3 },
    },
    {
      name: 'an empty list, then an object',
      batches: [[[]], [{ b: 1 }], [[]], [{ b: 4 }]],
      fields: { s: { type: 'string', isUndecided: true }, 's.b': number },
      sums: { 's.b': 5 },
    },
    {
      name: 'an object where a list was',
      batches: [[[{ x: 1 }, { x: 2 }]], [{ x: 4, y: 8 }], [[{ x: 16 }]]],
      fields: {
        s: {
          type: 'list',
          children: [
            { path: 'x', type: 'number' },
            { path: 'y', type: 'number' },
          ],
        },
      },
      sums: { 's.x': 23, 's.y': 8 },
    },
    {
      name: 'lists where an object was: the only element is taken',
      batches: [[{ x: 1 }], [[{ x: 2 }]], [[{ x: 4 }, { x: 8 }]], [{ x: 16 }]],
      fields: { 's.x': number },
      unreadable: { s: 1 },
      sums: { 's.x': 19 },
    },
    {
      name: 's.a.b, then s.a',
      batches: [[{ a: { b: 1 } }], [{ a: 5 }], [{ a: { b: 3 } }]],
      fields: { 's.a.b': number, 's.a': number },
      sums: { 's.a.b': 4, 's.a': 5 },
    },
    {
      name: 's.a, then s.a.b',
      batches: [[{ a: 5 }], [{ a: { b: 1 } }], [{ a: 7 }]],
      fields: { 's.a': number, 's.a.b': number },
      sums: { 's.a.b': 1, 's.a': 12 },
    },
    {
      name: 'empty lists first, then numbers, then what is none',
      batches: [[[]], [[null, '']], [[1.5, 2]], [4], [[{ x: 1 }, 8]]],
      fields: { s: { type: 'list', of: 'string' } },
    },
    {
      name: 'nulls and empty texts first, then a number',
      batches: [[null, ''], [5]],
      fields: { s: number },
      sums: { s: 5 },
    },
    {
      name: 'everything in one file',
      batches: [[{ b: 1 }, [], '', 'text', [{ b: 2 }, { b: 4 }], [[1]], 5, null, true]],
      fields: { s: { type: 'list', children: [{ path: 'b', type: 'number' }] } },
      unreadable: { s: 4 },
      sums: { 's.b': 7 },
    },
    {
      name: 'a list in a list in a list, with an object in the place of one',
      batches: [
        [[{ b: [{ c: [{ d: [1.5, 2] }, { d: 4 }] }] }]],
        [{ b: { c: { d: ['x', 8] } } }],
        [[{ b: [7] }]],
      ],
      fields: {
        s: {
          type: 'list',
          children: [
            {
              path: 'b',
              type: 'list',
              children: [
                { path: 'c', type: 'list', children: [{ path: 'd', type: 'list', of: 'string' }] },
              ],
            },
          ],
        },
      },
      unreadable: { 's.b': 1 },
    },
    {
      name: 'what is no object in a list of objects, and no number in one of them',
      batches: [[[{ x: 1.5 }]], [[{ x: 2 }, { x: 'a' }, 3]], [[[4], { x: 5 }]]],
      fields: { s: { type: 'list', children: [{ path: 'x', type: 'string' }] } },
      unreadable: { s: 2 },
    },
  ])('$name', async ({ batches, fields, unreadable = {}, sums = {} }) => {
    const id = await openBending()
    const counted: Record<string, number> = {}
    for (const values of batches) {
      const outcome = await post(id, values)
      expect(outcome).toMatchObject({ read: values.length, added: values.length })
      expect(outcome.connections).toEqual([
        expect.not.objectContaining({ error: expect.anything() }),
      ])
      for (const [path, count] of Object.entries(outcome.unreadable)) {
        counted[path] = (counted[path] ?? 0) + count
      }
    }
    expect(await fieldsOf(id)).toEqual(fields)
    expect(counted).toEqual(unreadable)
    for (const [path, sum] of Object.entries(sums)) expect(await sumOf(id, path)).toBe(sum)
  })

  it('keeps the texts that came behind the sample of a file', async () => {
    const id = await openBending()
    const rows = Array.from(
      { length: 20_001 },
      (_, i) => `ann,2026-01-01T02:00:00Z,${i < 20_000 ? '' : 'x'}`,
    )
    await workspace.upload(id, 'a.csv', ['who,ts,s', ...rows].join('\n'))
    expect(await fieldsOf(id)).toEqual({ s: { type: 'string', isUndecided: true } })
    await post(id, [5])
    expect(await fieldsOf(id)).toEqual({ s: text })
  })
})

it('lists at any depth can be declared, and are declared when they are found', async () => {
  const list = { list: { b: { list: { c: { list: { d: { list: 'number' } } } } } } }
  const fields = { who: 'string', ts: 'timestamp', s: list }
  await workspace.post('apply', {
    kind: 'dataset',
    id: 'declared',
    type: 'event',
    timestamp: 'ts',
    fields,
  })
  const id = await openBending()
  await post(id, [[{ b: [{ c: [{ d: [1] }] }] }]])
  const found = `found${datasets}`
  await workspace.post(`datasets/${found}/rows`, [
    { who: 'ann', ts: '2026-01-01T01:00:00Z', s: [{ b: [{ c: [{ d: [1] }] }] }] },
  ])
  const { body } = await workspace.call('GET', `definitions/dataset/${found}`)
  expect(body).toMatchObject({ fields })
})

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, '', 'text', '[1]', '{"a":1}', 0, 5, -1.5, 1e300, true, '2026-01-01'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'null', 'size0', 'a.b'), tie('value'), { maxKeys: 3 }),
  ),
})).value

describe('a key called null', () => {
  it('is read as any other in lists', async () => {
    const id = await openBending()
    await post(id, [[{ null: 1, x: [{ null: 3, y: 4 }] }], { null: 5, x: { y: 6, null: 20 } }])
    expect(await sumOf(id, 's.x.y')).toBe(10)
    expect(await sumOf(id, 's.null')).toBe(6)
    expect(await sumOf(id, 's.x.null')).toBe(23)
  })

  it('is read on its own, with what is in it, and counted where it does not fit', async () => {
    const id = await openBending()
    await post(id, [[{ null: 1 }], [{ null: 2 }, { null: 3 }]])
    expect(await sumOf(id, 's.null')).toBe(6)
    expect((await post(id, [[{ null: [1, 2] }]])).unreadable).toEqual({ 's.null': 1 })
    const deep = await openBending()
    await post(deep, [[{ null: { a: 1 } }], [{ null: { a: 2 } }, { null: 'x' }]])
    expect(await sumOf(deep, 's.null.a')).toBe(3)
  })

  it('is read outside of lists', async () => {
    const id = await openBending()
    await post(id, [{ null: 4, x: 1 }, { null: { a: 2 } }])
    expect(await sumOf(id, 's.null')).toBe(4)
    expect(await sumOf(id, 's.null.a')).toBe(2)
    const row = { who: 'ann', ts: '2026-01-01T01:00:00Z', null: 7 }
    await workspace.post(`datasets/${id}/rows`, [row, { ...row, null: { b: 1 } }])
    expect(await sumOf(id, 'null')).toBe(7)
    expect(await sumOf(id, 'null.b')).toBe(1)
  })
})

it('any values of a field, in any order, are taken or counted', async () => {
  const batches = fc.array(fc.array(json, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      const id = await openBending()
      for (const values of all) {
        const { read, added, duplicates, skipped, connections } = await post(id, values)
        const aside = Object.values(skipped).reduce((sum, count) => sum + count, 0)
        expect(read).toBe(values.length)
        expect(added + duplicates + aside).toBe(read)
        expect(connections.some(({ error }) => error !== undefined)).toBe(false)
      }
      await workspace.post('apply', { kind: 'data-view', id, connection: id, name: id })
      const { body } = await workspace.call('GET', `data-views/${id}/components`)
      const fields = (body['fields'] as { path: string; type: string }[]).filter(
        ({ type }) => type === 'string',
      )
      const requests = fields.map(({ path }) => ({
        kind: 'freeform',
        dataView: id,
        dateRange: day,
        rows: { dimension: path },
        columns: [{ metric: 'events' }],
      }))
      const tables = await workspace.post<Table[]>('reports', requests)
      for (const { totals } of tables) expect(totals).toEqual([1 + all.flat().length])
    }),
    { numRuns: lawRuns(10) },
  )
})
