import { Kysely } from 'kysely'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AudienceLift } from '../src/model/answers/lift.ts'
import type { FreeformResult } from '../src/query/reports/freeform/request.ts'
import { createSqliteDialect } from '../src/store/sqlite.ts'
import type { Tables } from '../src/store/tables.ts'
import { openWorkspace, type Workspace } from './support/workspace.ts'

const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString()
const noon = (n: number): string => new Date(Date.UTC(2026, 0, n, 12)).toISOString()
const people = ['ann', 'bob', 'cid', 'dee', 'eve']

interface Change {
  readonly person: string
  readonly status: 'entered' | 'left'
  readonly at: string
}

let workspace: Workspace
let db: Kysely<Tables>
beforeAll(async () => {
  workspace = await openWorkspace()
  await workspace.post('apply', [
    { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
    {
      kind: 'data-view',
      id: 'main',
      connection: 'all',
      dimensions: [{ id: 'page' }],
      metrics: [{ id: 'price' }],
    },
    { kind: 'dataset', id: 'web', type: 'event', timestamp: 'ts' },
  ])
  const rows = people.flatMap((who, index) =>
    Array.from({ length: 9 }, (_, n) => ({ who, ts: noon(n + 1), page: 'p', price: index + n })),
  )
  await workspace.post('datasets/web/rows', rows)
  await workspace.post('apply', [
    {
      kind: 'segment',
      id: 'all-pages',
      dataView: 'main',
      definition: { container: 'event', where: { dimension: 'page', op: 'exists' } },
    },
    { kind: 'audience', id: 'vip', name: 'VIP', dataView: 'main', segments: ['all-pages'] },
  ])
  const path = join(workspace.folder, 'data', 'store.sqlite')
  db = new Kysely<Tables>({ dialect: await createSqliteDialect(path) })
})
afterAll(async () => {
  await db.destroy()
  await workspace.close()
})

let run = 0

/** As an evaluation writes it. */
async function write(changes: readonly Change[], heldOut: readonly string[] = []): Promise<void> {
  await db.deleteFrom('audience_changes').execute()
  await db.deleteFrom('audience_members').execute()
  run += 1
  const more = { audience: 'vip', run: `r${run}`, epoch: 1, reason: null }
  const numbered = changes.map((change, index) => ({ ...more, ...change, number: index + 1 }))
  if (numbered.length > 0) await db.insertInto('audience_changes').values(numbered).execute()
  for (const person of new Set(changes.map((change) => change.person))) {
    const is_held_out = heldOut.includes(person) ? 1 : 0
    const member = { audience: 'vip', person, is_member: 1, is_held_out, epoch: 1 }
    await db
      .insertInto('audience_members')
      .values({ ...member, since: day(1), run: 'r' })
      .execute()
  }
  const started_at = new Date(Date.UTC(2026, 1, 1) + run).toISOString()
  await db
    .insertInto('audience_runs')
    .values({ id: `r${run}`, audience: 'vip', started_at, document: '{}' })
    .execute()
}

const ask = (dimension: string, segments: readonly object[] = []) =>
  workspace.post<FreeformResult>('reports', {
    kind: 'freeform',
    dataView: 'main',
    dateRange: { start: '2026-01-01', end: '2026-02-01' },
    rows: { dimension },
    columns: [{ metric: 'events' }, { metric: 'people' }],
    segments,
  })

const rowsOf = ({ rows }: FreeformResult) =>
  Object.fromEntries(rows.map(({ item, values }) => [String(item), values]))

describe('the dimension of an audience', () => {
  it('says for each event who was in it then', async () => {
    await write(
      [
        { person: 'ann', status: 'entered', at: day(3) },
        { person: 'bob', status: 'entered', at: day(1) },
        { person: 'ann', status: 'left', at: day(5) },
        { person: 'gone', status: 'entered', at: day(1) },
      ],
      ['bob'],
    )
    expect(rowsOf(await ask('audience-vip'))).toEqual({
      'In the audience': [2, 1],
      'Held out': [9, 1],
      null: [34, 4],
    })
    const members = { dimension: 'audience-vip', op: 'equals', value: 'In the audience' }
    const days = await ask('day', [{ container: 'event', where: members }])
    expect(days.rows.map(({ item }) => item).toSorted()).toEqual(['2026-01-03', '2026-01-04'])
  })

  it('is among the components, and unknown where there is no such audience', async () => {
    const { body } = await workspace.call('GET', 'data-views/main/components')
    expect((body as { dimensions: object[] }).dimensions).toContainEqual(
      expect.objectContaining({ id: 'audience-vip', name: 'Audience: VIP' }),
    )
    const none = await workspace.call('POST', 'reports', {
      kind: 'freeform',
      dataView: 'main',
      dateRange: { start: '2026-01-01', end: '2026-02-01' },
      rows: { dimension: 'audience-vips' },
      columns: [{ metric: 'events' }],
    })
    expect(none.status).toBe(400)
    expect(none.text).toContain('audience-vip')
  })

  it('is as a slow reading of the history says, whatever the history', async () => {
    const change = fc.record({
      person: fc.constantFrom(...people),
      status: fc.constantFrom('entered' as const, 'left' as const),
      at: fc
        .integer({ min: 1, max: 20 })
        .map((half) => (half % 2 ? day : noon)(Math.ceil(half / 2))),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (found) => {
        const changes = found.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
        await write(changes)
        const isIn = (who: string, at: string) =>
          changes.filter((one) => one.person === who && one.at <= at).at(-1)?.status === 'entered'
        const expected = people.flatMap((who) =>
          Array.from({ length: 9 }, (_, n) => isIn(who, noon(n + 1))).filter(Boolean),
        ).length
        const rows = rowsOf(await ask('audience-vip'))
        expect(rows['In the audience']?.[0] ?? 0).toBe(expected)
        expect(rows['null']?.[0] ?? 0).toBe(45 - expected)
      }),
      { numRuns: 25 },
    )
  })
})

describe('lift', () => {
  const lift = (query = '') => workspace.call('GET', `audiences/vip/lift?metrics=price${query}`)

  it('counts everybody from their own entry on, with events since or without', async () => {
    await write(
      [
        { person: 'ann', status: 'entered', at: day(9) },
        { person: 'bob', status: 'entered', at: day(8) },
        { person: 'ann', status: 'left', at: noon(9) },
        { person: 'cid', status: 'entered', at: day(9) },
        { person: 'dee', status: 'entered', at: day(20) },
      ],
      ['cid', 'dee'],
    )
    const { body, status } = await lift()
    expect(status).toBe(200)
    const [metric] = (body as unknown as AudienceLift).metrics
    // ann: 0 + 8; bob: 1 + 7, 1 + 8; cid: 2 + 8; dee has no event since.
    expect(metric!.treated).toMatchObject({ people: 2, sum: 25, mean: 12.5 })
    expect(metric!.heldOut).toMatchObject({ people: 2, sum: 10, mean: 5 })
    expect(metric!.lift).toBeCloseTo(1.5, 12)
    expect(metric!.confidence).toBeCloseTo(1 - metric!.pValue!, 12)
    const until = await lift(`&start=${day(1)}&end=${day(9)}`)
    expect((until.body as unknown as AudienceLift).metrics[0]).toMatchObject({
      treated: { people: 1, sum: 8 },
      heldOut: { people: 0, sum: 0, mean: null },
      lift: null,
    })
  })

  it('says what is missing', async () => {
    await write([{ person: 'ann', status: 'entered', at: day(1) }])
    expect((await lift()).text).toContain('held out')
    expect((await lift('&metrics=prise')).status).toBe(400)
    expect((await workspace.call('GET', 'audiences/none/lift')).status).toBe(404)
  })
})
