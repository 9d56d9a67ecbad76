import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AnonymousWays, WhatIf } from '../../src/model/answers/what-if.ts'
import { sql } from '../../src/lake/sql.ts'
import { readPersons } from '../support/stitched-persons.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
/** Each of them builds several workspaces' worth of journeys; more by setting. */
const RUNS = Number(process.env['THROUGHLINE_LAW_RUNS'] ?? 5)

let worlds = 0

beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

const day = Date.UTC(2026, 0, 5)

interface Row {
  readonly minute: number
  readonly device: string
  readonly user: string
  readonly email: string
  readonly channel: string
  readonly price: number
}

const text = (...texts: readonly string[]) => fc.constantFrom('', ...texts)

const row = fc.record<Row>({
  minute: fc.integer({ min: 0, max: 120 }),
  device: text('d1', 'd2', 'd3'),
  user: text('u1', 'u2', 'unknown'),
  email: text('a@x', 'b@x'),
  channel: text('search', 'mail'),
  price: fc.integer({ min: 0, max: 9 }),
})

/** How a dataset may be stitched; each way says all there is to say. */
const ways = {
  byDevice: { personId: 'device', namespace: 'device' },
  byUser: { personId: 'user', namespace: 'user' },
  byField: {
    personId: 'user',
    namespace: 'user',
    stitch: { method: 'field', persistentId: 'device', namespace: 'device' },
  },
  byGraph: {
    personId: 'user',
    namespace: 'user',
    identities: ['user', 'email', 'device'].map((field) => ({ field, namespace: field })),
    stitch: { method: 'graph', persistentId: 'device', namespace: 'device', target: 'user' },
  },
  byGraphOfEmails: {
    identities: ['email', 'device'].map((field) => ({ field, namespace: field })),
    stitch: { method: 'graph', persistentId: 'device', namespace: 'device', target: 'user' },
  },
  feeding: {
    personId: 'user',
    namespace: 'user',
    identities: ['user', 'email'].map((field) => ({ field, namespace: field })),
    space: true,
  },
} as const
type Way = keyof typeof ways

const way = fc.constantFrom(...(Object.keys(ways) as Way[]))

const rules = fc.record({
  anonymous: fc.constantFrom('device-split', 'last-authenticated', 'new-after-logout'),
  unique: fc.boolean(),
  blocked: fc.constantFrom([], [{ preset: 'placeholders' }]),
})
type Rules = typeof rules extends fc.Arbitrary<infer T> ? T : never

const spaceOf = (id: string, { unique, ...rest }: Rules) => ({
  kind: 'identity-space',
  id,
  namespaces: [{ id: 'user', unique }, { id: 'email' }, { id: 'device', device: true }],
  ...rest,
})

interface Part {
  readonly personId?: string
  readonly stitch?: object
  readonly space?: boolean
}

/** A dataset's part of a connection, in a world of its own. */
function partOf(world: string, name: Way): object {
  const part: Part = ways[name]
  return {
    ...part,
    ...(part.stitch && {
      stitch: { ...part.stitch, ...('target' in part.stitch && { space: world }) },
    }),
    ...(part.space && { space: world }),
  }
}

const settings = ['personId', 'namespace', 'identities', 'space', 'stitch'] as const

/** What takes a part to another one: null for what it has not got. */
const changeTo = (part: object): object => ({
  ...Object.fromEntries(settings.map((setting) => [setting, null])),
  ...part,
})

const state = fc.record({ web: way, calls: way, space: rules })

/** A present state, and one that would be: other ways, or other rules for the same ones. */
const states = fc.oneof(
  fc.tuple(state, state),
  fc.tuple(state, rules).map(([present, space]) => [present, { ...present, space }] as const),
)

const world = fc.record({
  web: fc.array(row, { minLength: 1, maxLength: 20 }),
  calls: fc.array(row, { maxLength: 6 }),
  most: fc.constantFrom(null, null, 3),
  states,
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

const stored = (rows: readonly Row[], from: number) =>
  rows.map(({ minute, ...rest }, index) => ({
    n: from + index,
    ts: new Date(day + minute * 60_000).toISOString(),
    ...rest,
  }))

/** Makes the datasets, and gives what applies a state of the definitions. */
async function open({ web, calls, most }: World) {
  const id = `w${++worlds}`
  await workspace.post(`datasets/${id}-web/rows`, stored(web, 1))
  await workspace.post(`datasets/${id}-calls/rows`, stored([...calls, web[0]!], 101))
  const apply = (definitions: World['states'][0]) =>
    workspace.post('apply', [
      spaceOf(id, definitions.space),
      {
        kind: 'connection',
        id,
        datasets: [
          { dataset: `${id}-web`, ...partOf(id, definitions.web) },
          { dataset: `${id}-calls`, ...partOf(id, definitions.calls) },
        ],
        ...(most !== null && { guards: { eventsPerPersonAndMonth: most } }),
      },
      {
        kind: 'data-view',
        id: `${id}-view`,
        connection: id,
        session: { timeoutMinutes: 10 },
        dimensions: [
          {
            id: 'channel',
            field: 'channel',
            persistence: { allocation: 'original', expiration: { type: 'person' } },
          },
        ],
        metrics: [{ id: 'orders', field: 'price', count: 'values' }],
      },
    ])
  return { id, apply }
}

const figures = ['people', 'sessions', 'events', 'orders']

interface Table {
  readonly rows: readonly { readonly item: string; readonly values: readonly number[] }[]
  readonly totals: readonly number[]
}

async function report(id: string, dimension: string) {
  const table = await workspace.post<Table>('reports', {
    kind: 'freeform',
    dataView: `${id}-view`,
    dateRange: { start: '2026-01-01', end: '2026-02-01' },
    rows: { dimension },
    columns: figures.map((metric) => ({ metric })),
  })
  return {
    totals: table.totals,
    rows: Object.fromEntries(table.rows.map(({ item, values }) => [item, values])),
  }
}

/** All that a comparison says, read from the journey itself. */
const read = async (id: string) => ({
  persons: await readPersons(workspace.throughline.lake, id, 'n'),
  byChannel: await report(id, 'channel'),
  byDataset: await report(id, 'dataset-id'),
})
type Reading = Awaited<ReturnType<typeof read>>

const group = <T>(pairs: readonly (readonly [T, T])[]): Map<T, Set<T>> => {
  const groups = new Map<T, Set<T>>()
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set<T>()).add(value))
  return groups
}

const several = (groups: ReadonlyMap<string, ReadonlySet<string>>) =>
  [...groups].filter(([, others]) => others.size > 1)

/** What became of people, told slowly. */
function peopleMoves(before: Reading['persons'], after: Reading['persons']) {
  const numbers = Object.keys(before).filter((n) => n in after) as unknown as number[]
  const pairs = numbers.map((n) => [before[n]!, after[n]!] as const)
  const heirs = group(pairs)
  const sources = group(pairs.map(([was, is]) => [is, was] as const))
  const alone = [...heirs].filter(
    ([, others]) => others.size === 1 && sources.get([...others][0]!)!.size === 1,
  )
  const count = (persons: Reading['persons']) => new Set(Object.values(persons)).size
  const union = (found: readonly (readonly [string, ReadonlySet<string>])[]) =>
    new Set(found.flatMap(([, others]) => [...others])).size
  const merged = several(sources)
  const split = several(heirs)
  return {
    before: count(before),
    after: count(after),
    same: alone.filter(([was, [is]]) => was === is).length,
    renamed: alone.filter(([was, [is]]) => was !== is).length,
    merged: { before: union(merged), after: merged.length },
    split: { before: split.length, after: union(split) },
    appeared: count(after) - sources.size,
    gone: count(before) - heirs.size,
  }
}

const withoutExamples = ({ merged, split, ...people }: WhatIf['people']) => ({
  ...people,
  merged: { before: merged.before, after: merged.after },
  split: { before: split.before, after: split.after },
})

function rowMoves(before: Reading['persons'], after: Reading['persons'], from: number) {
  const own = (persons: Reading['persons']) =>
    Object.keys(persons)
      .map(Number)
      .filter((n) => n >= from && n < from + 100)
  return {
    before: own(before).length,
    after: own(after).length,
    moved: own(before).filter((n) => n in after && after[n] !== before[n]).length,
  }
}

const byItem = ({ rows }: Pick<WhatIf, 'rows'>, side: 'before' | 'after') =>
  Object.fromEntries(rows.map(({ item, values }) => [item, values.map((each) => each[side])]))

/** The rows of the items that move. */
const moving = (own: Reading['byChannel']['rows'], other: Reading['byChannel']['rows']) =>
  Object.fromEntries(
    [...new Set([...Object.keys(own), ...Object.keys(other)])]
      .filter((item) => String(own[item]) !== String(other[item]))
      .map((item) => [item, own[item] ?? [0, 0, 0, 0]]),
  )

function expectDifference(
  id: string,
  difference: Omit<WhatIf, 'connection' | 'dataVersion' | 'dataView' | 'dateRange'>,
  before: Reading,
  after: Reading,
): void {
  expect(withoutExamples(difference.people)).toEqual(peopleMoves(before.persons, after.persons))
  const totals = difference.metrics.map((each) => [each.before, each.after])
  expect(totals).toEqual(
    figures.map((_, index) => [before.byChannel.totals[index], after.byChannel.totals[index]]),
  )
  const sides = { before: before.byChannel.rows, after: after.byChannel.rows }
  expect(byItem(difference, 'before')).toEqual(moving(sides.before, sides.after))
  expect(byItem(difference, 'after')).toEqual(moving(sides.after, sides.before))
  for (const [index, name] of ['web', 'calls'].entries()) {
    const dataset = `${id}-${name}`
    const pairs = figures.slice(0, 3).map((metric, column) => [
      metric,
      {
        before: before.byDataset.rows[dataset]?.[column] ?? 0,
        after: after.byDataset.rows[dataset]?.[column] ?? 0,
      },
    ])
    expect(difference.datasets[index]).toMatchObject({
      dataset,
      rows: rowMoves(before.persons, after.persons, 1 + index * 100),
      ...Object.fromEntries(pairs),
    })
  }
}

/** Tables that a comparison may have left. */
const listDrafts = () =>
  workspace.throughline.lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE name LIKE 'journey:% %' OR name LIKE 'identity_D%'`)

it('is what applying the change and reading the reports would show, and nothing changes', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (made) => {
      const { id, apply } = await open(made)
      const [present, next] = made.states
      await apply(present)
      const before = await read(id)
      const { kind: _, ...space } = spaceOf(id, next.space)
      const answer = await workspace.post<WhatIf>(`connections/${id}/stitching/what-if`, {
        datasets: {
          [`${id}-web`]: changeTo(partOf(id, next.web)),
          [`${id}-calls`]: changeTo(partOf(id, next.calls)),
        },
        space,
      })
      expect(await read(id)).toEqual(before)
      expect(await listDrafts()).toEqual([])
      await apply(next)
      expectDifference(id, answer, before, await read(id))
    }),
    { numRuns: RUNS },
  )
}, 600_000)

async function expectAllWays(made: World): Promise<void> {
  const { id, apply } = await open(made)
  const [present, other] = made.states
  const next: World['states'][0] = { ...other, web: 'byGraph' }
  await apply(present)
  const before = await read(id)
  const { kind: _, ...space } = spaceOf(id, next.space)
  const answer = await workspace.post<AnonymousWays>(`connections/${id}/stitching/anonymous-ways`, {
    datasets: {
      [`${id}-web`]: changeTo(partOf(id, next.web)),
      [`${id}-calls`]: changeTo(partOf(id, next.calls)),
    },
    space,
  })
  for (const { anonymous, ...difference } of answer.ways) {
    await apply({ ...next, space: { ...next.space, anonymous } })
    expectDifference(id, difference, before, await read(id))
  }
}

it('is that for all ways of owning anonymous events at once', async () => {
  await fc.assert(fc.asyncProperty(world, expectAllWays), { numRuns: Math.ceil(RUNS / 2) })
}, 600_000)

it('is that also for rows that a guard held back when they were another person’s', async () => {
  const from = (minute: number, rest: Partial<Row>): Row => ({
    ...{ minute, device: '', user: '', email: '', channel: 'mail', price: 5 },
    ...rest,
  })
  const email = 'a@x'
  const space = { unique: false, blocked: [] } as const
  await expectAllWays({
    web: [from(42, { device: 'd2', user: 'unknown' }), from(3, { user: 'unknown', email: 'b@x' })],
    calls: [
      from(111, { user: 'u1', email }),
      from(95, { device: 'd2', user: 'unknown' }),
      from(89, { device: 'd1', user: 'u2', email }),
      from(59, { device: 'd3', email }),
      from(62, { email }),
      from(76, { email }),
    ],
    most: 3,
    states: [
      { web: 'byDevice', calls: 'feeding', space: { ...space, anonymous: 'last-authenticated' } },
      { web: 'byDevice', calls: 'feeding', space: { ...space, anonymous: 'device-split' } },
    ],
  })
}, 600_000)
