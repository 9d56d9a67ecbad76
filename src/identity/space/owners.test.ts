import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { createDataset } from '../../lake/datasets/index.ts'
import { sql } from '../../lake/sql.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { readOwners } from '../../../test/support/space-owners.ts'
import { selectChangedIds } from './owners.ts'
import { refreshSpace } from './refresh.ts'
import type { SpaceState } from './state.ts'

const ALWAYS = '-9223372036854775808'

let test: TestLake
let spaces = 0

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

type Row = Readonly<{ ts: string; email?: string; crm?: string; device?: string }>
type Anonymous = 'device-split' | 'last-authenticated' | 'new-after-logout'

const at = (minute: number): string =>
  new Date(Date.UTC(2023, 4, 12, 12) + minute * 60_000).toISOString()
const ms = (minute: number): string => String(Date.UTC(2023, 4, 12, 12) + minute * 60_000)

/** A space of its own with the rows as one dataset's batches. */
async function openSpace(
  anonymous: Anonymous,
  batches: readonly (readonly Row[])[],
  rules: object = { email: { unique: true } },
): Promise<{ add(rows: readonly Row[]): Promise<SpaceState>; state: SpaceState }> {
  spaces += 1
  const dataset = `web${spaces}`
  const fields = { ts: 'timestamp', email: 'string', crm: 'string', device: 'string' } as const
  await createDataset(test.lake, { id: dataset, type: 'event', timestamp: 'ts', fields })
  const namespaces = ['crm', 'email', 'device'].map((id) => ({
    id,
    device: id === 'device',
    ...(rules as Record<string, object>)[id],
  }))
  const definition = { kind: 'identity-space', id: `space${spaces}`, namespaces, anonymous }
  const space = parseDefinitionAs('identity-space', definition)
  const identities = ['crm', 'email', 'device'].map((field) => ({ field, namespace: field }))
  const add = async (rows: readonly Row[]) => {
    await addBatch(test.lake, dataset, rows)
    return refreshSpace(test.lake, space, [{ dataset, identities }])
  }
  let state = await refreshSpace(test.lake, space, [{ dataset, identities }])
  for (const rows of batches) state = await add(rows)
  return { state, add }
}

const owners = async (state: SpaceState, target: string, namespace = 'device') => {
  const rows = await readOwners(test.lake, state, target)
  return rows
    .filter((row) => row.namespace === namespace)
    .map(({ id, start, person }) => ({ id, start, person }))
}

/** The shared device of the semantics, 2.2-b: Ryan at 12:03, Cassidy at 12:08. */
const shared: readonly Row[] = [
  { ts: at(1), device: '1234' },
  { ts: at(3), device: '1234', email: 'ryan' },
  { ts: at(7), device: '1234' },
  { ts: at(8), device: '1234', email: 'cassidy' },
]

describe('whose a device’s rows are', () => {
  it('splits a shared device where the next person shows (2.2-b)', async () => {
    const { state } = await openSpace('device-split', [shared])
    expect(await owners(state, 'email')).toEqual([
      { id: '1234', start: ALWAYS, person: 'ryan' },
      { id: '1234', start: ms(8), person: 'cassidy' },
    ])
  })

  it('gives all to whoever logged in last (2.2-b)', async () => {
    const { state } = await openSpace('last-authenticated', [shared])
    expect(await owners(state, 'email')).toEqual([{ id: '1234', start: ALWAYS, person: 'cassidy' }])
  })

  it('belongs to nobody after the last login', async () => {
    const { state } = await openSpace('new-after-logout', [shared])
    expect(await owners(state, 'email')).toEqual([
      { id: '1234', start: ALWAYS, person: 'ryan' },
      { id: '1234', start: String(Number(ms(3)) + 1), person: 'cassidy' },
      { id: '1234', start: String(Number(ms(8)) + 1), person: '' },
    ])
  })

  it('takes the first in text order of persons that show at once', async () => {
    const rows = [
      { ts: at(3), device: 'd', email: 'zoe' },
      { ts: at(3), device: 'd', email: 'ann' },
    ]
    const { state } = await openSpace('device-split', [rows])
    expect(await owners(state, 'email')).toEqual([{ id: 'd', start: ALWAYS, person: 'ann' }])
  })
})

describe('the target of a graph', () => {
  it('is the first in text order where a graph may have several (2.4-a)', async () => {
    const rows = [
      { ts: at(1), device: '246', email: 'bob.ab@gmail.com' },
      { ts: at(2), device: '3579', email: 'ted.w@gmail.com' },
    ]
    const { state, add } = await openSpace('last-authenticated', [rows], {})
    expect(await owners(state, 'email')).toEqual([
      { id: '246', start: ALWAYS, person: 'bob.ab@gmail.com' },
      { id: '3579', start: ALWAYS, person: 'ted.w@gmail.com' },
    ])
    const later = await add([{ ts: at(3), device: '246', email: 'a.b@yahoo.co.uk' }])
    expect(await owners(later, 'email')).toEqual([
      { id: '246', start: ALWAYS, person: 'a.b@yahoo.co.uk' },
      { id: '3579', start: ALWAYS, person: 'ted.w@gmail.com' },
    ])
    expect(await owners(later, 'email', 'email')).toContainEqual({
      id: 'bob.ab@gmail.com',
      start: ALWAYS,
      person: 'a.b@yahoo.co.uk',
    })
  })

  it('is the one that was seen last where the namespace is limited', async () => {
    const rows = [
      { ts: at(1), crm: '1', email: 'a@x.io' },
      { ts: at(2), crm: '1', email: 'z@x.io' },
    ]
    const { state } = await openSpace('device-split', [rows], { email: { limit: { count: 5 } } })
    expect(await owners(state, 'email', 'crm')).toEqual([
      { id: '1', start: ALWAYS, person: 'z@x.io' },
    ])
  })

  it('is nobody where a graph has none: there is no row', async () => {
    const { state } = await openSpace('device-split', [[{ ts: at(1), crm: '1', device: 'd' }]])
    expect(await owners(state, 'email')).toEqual([])
    expect(await owners(state, 'crm')).toEqual([{ id: 'd', start: ALWAYS, person: '1' }])
  })
})

describe('ids whose owners may have changed', () => {
  const changed = async (state: SpaceState, since: number) => {
    const query = selectChangedIds(state, since)
    if (query === null) return null
    const rows = await test.lake.query<{ id: string }>(sql`SELECT id FROM (${query}) ORDER BY id`)
    return rows.map(({ id }) => id)
  }

  it('are those of the components that were touched, and all before the first version', async () => {
    const { state, add } = await openSpace('device-split', [
      [
        { ts: at(1), device: 'd1', email: 'ann' },
        { ts: at(1), device: 'd2', email: 'bob' },
      ],
    ])
    const later = await add([{ ts: at(2), device: 'd1', crm: '1' }])
    expect(await changed(later, later.version)).toEqual([])
    expect(await changed(later, state.version)).toEqual(['1', 'ann', 'd1'])
    expect(await changed(later, 0)).toBeNull()
  })
})

describe('on random rows without rules', () => {
  const rows = fc.array(
    fc.record({
      minute: fc.integer({ min: 0, max: 6 }),
      device: fc.constantFrom(undefined, 'd1', 'd2'),
      email: fc.constantFrom(undefined, 'ann', 'bob', 'cid'),
    }),
    { maxLength: 8 },
  )

  /** What holds at each minute, by the words of the rule. */
  function ownerAt(all: readonly { minute: number; email: string }[], minute: number): string {
    const upTo = all.filter((row) => row.minute <= minute)
    const latest = upTo.length > 0 ? Math.max(...upTo.map((row) => row.minute)) : undefined
    const first = Math.min(...all.map((row) => row.minute))
    const chosen = all.filter((row) => row.minute === (latest ?? first))
    return chosen.map(({ email }) => email).toSorted()[0]!
  }

  it('a device is split as the slow words of the rule say', async () => {
    // With e-mails unique each is a graph of its own, so what a link says is its e-mail. All worlds are one space.
    const worlds = fc.sample(rows, { numRuns: 150 })
    const all = worlds.flatMap((drawn, world) =>
      drawn.map(({ minute, device, email }) => ({
        ts: at(minute),
        ...(device && { device: `${world} ${device}` }),
        ...(email && { email: `${world} ${email}` }),
      })),
    )
    const { state } = await openSpace('device-split', [all])
    const found = await owners(state, 'email')
    for (const [world, drawn] of worlds.entries()) {
      for (const device of ['d1', 'd2']) {
        const seen = drawn.flatMap(({ minute, device: own, email }) =>
          own === device && email !== undefined ? [{ minute, email }] : [],
        )
        const stretches = found.filter(({ id }) => id === `${world} ${device}`)
        if (seen.length === 0) {
          expect(stretches).toEqual([])
          continue
        }
        for (let minute = -1; minute < 8; minute++) {
          const current = stretches.findLast(({ start }) => BigInt(start) <= BigInt(ms(minute)))
          expect(current?.person, JSON.stringify(drawn)).toBe(`${world} ${ownerAt(seen, minute)}`)
        }
        expect(stretches.every((each, i) => each.person !== stretches[i + 1]?.person)).toBe(true)
      }
    }
  })
})
