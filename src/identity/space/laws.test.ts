import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { readOwners } from '../../../test/support/space-owners.ts'
import { readSpaceGraphs } from '../../../test/support/space-graphs.ts'
import { createDataset, deleteBatch } from '../../lake/datasets/index.ts'
import { sql } from '../../lake/sql.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { editSpace, type Wish } from './edit.ts'
import { selectChangedIds } from './owners.ts'
import { refreshSpace } from './refresh.ts'
import { type SpaceState, spaceTable } from './state.ts'
import { selectKnown } from './tables.ts'
import {
  printLink,
  wishJudgement,
  wishLinks,
  wishMerge,
  wishSplit,
  wishUndo,
  wishUnlink,
} from './wishes.ts'

const names = ['user', 'email', 'device']
/** Few, so that most of what is said is of identities that rows have. */
const identity = fc.constantFrom('user:1', 'user:2', 'email:1', 'email:2', 'device:1')
const pair = fc.uniqueArray(identity, { minLength: 2, maxLength: 2 }) as fc.Arbitrary<
  [string, string]
>
const minute = fc.integer({ min: 0, max: 20 })
const user = fc.constantFrom('1', '2')
const email = fc.constantFrom('1', '2')
const device = fc.constantFrom('1')
const row = fc.oneof(
  fc.record({ minute, user, email }),
  fc.record({ minute, user, device }),
  fc.record({ minute, email, device }),
  fc.record({ minute, user, email, device }),
)
const add = fc.record({ add: fc.array(row, { minLength: 1, maxLength: 3 }) })
const step = fc.oneof(
  { weight: 4, arbitrary: add },
  { weight: 3, arbitrary: fc.record({ removeFrom: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ split: identity }) },
  { weight: 2, arbitrary: fc.record({ block: identity }) },
  { weight: 2, arbitrary: fc.record({ unlink: pair }) },
  { weight: 2, arbitrary: fc.record({ undo: fc.nat(3) }) },
  fc.record({ link: pair }),
  fc.record({ merge: pair }),
  fc.record({ release: identity }),
)
/** What is said of identities is tried again once their rows are gone. */
const steps = fc
  .tuple(
    add,
    fc.array(step, { minLength: 2, maxLength: 6 }),
    fc.constantFrom([], [{ removeFrom: 0 }]),
  )
  .map(([first, rest, last]) => [first, ...rest, ...last])
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const plain = [{ id: 'user', unique: true }, { id: 'email' }, { id: 'device', device: true }]
const rules = {
  plain: { namespaces: plain },
  /** An id that would join two people is held back. */
  guarded: { namespaces: plain, guard: { people: 1 } },
  paired: { namespaces: plain, pairs: [{ from: 'email', to: 'user', max: 1 }] },
  limited: {
    namespaces: [
      { id: 'user' },
      { id: 'email' },
      { id: 'device', device: true, limit: { count: 1 } },
    ],
  },
  blocking: { namespaces: plain, blocked: [{ namespace: 'email', matches: '2' }] },
} as const
type RulesName = keyof typeof rules

let test: TestLake
let worlds = 0

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

/** All that readers of a space see, in texts: whose identities are, and which of them are known. */
async function readSeen(state: SpaceState): Promise<string> {
  const { lake } = test
  const owners = await readOwners(lake, state, 'user')
  // Who is asked for alone has the same owners.
  const some = ['1', '3']
  const ofSome = owners.filter(({ id }) => some.includes(id))
  expect(await readOwners(lake, state, 'user', some)).toEqual(ofSome)
  const known = await lake.query(sql`
    SELECT DISTINCT namespace, id FROM ${spaceTable(state, 'ids')}
    WHERE code IN (${selectKnown(state)}) ORDER BY namespace, id`)
  return JSON.stringify([await readSpaceGraphs(lake, state), owners, known], null, 1)
}

/** Whose the rows of identities are, by `namespace:id`. */
async function listOwners(state: SpaceState): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>()
  for (const { namespace, id, start, person } of await readOwners(test.lake, state, 'user')) {
    const key = `${namespace}:${id}`
    owners.set(key, `${owners.get(key) ?? ''} ${start} ${person}`)
  }
  return owners
}

/** Whoever follows a space is told all identities that have other owners now. */
async function expectChangesTold(
  before: SpaceState,
  ownersBefore: ReadonlyMap<string, string>,
  after: SpaceState,
): Promise<void> {
  const query = selectChangedIds(after, before.version)
  if (query === null) return
  const told = await test.lake.query<{ key: string }>(
    sql`SELECT concat(namespace, ':', id) AS key FROM (${query})`,
  )
  const keys = new Set(told.map(({ key }) => key))
  const owners = await listOwners(after)
  for (const key of new Set([...ownersBefore.keys(), ...owners.keys()])) {
    if (owners.get(key) !== ownersBefore.get(key)) expect(keys).toContain(key)
  }
}

/** A space and its dataset, on which steps are taken one by one. */
async function openWorld(ruled: RulesName) {
  worlds += 1
  const dataset = `web${worlds}`
  const fields = { ts: 'timestamp', user: 'string', email: 'string', device: 'string' } as const
  await createDataset(test.lake, { id: dataset, type: 'event', timestamp: 'ts', fields })
  const feeds = [{ dataset, identities: names.map((field) => ({ field, namespace: field })) }]
  const id = `space${worlds}`
  const { guard = {}, ...own } = rules[ruled] as { guard?: object }
  /** A limit that nothing comes near: with another one, all is made anew. */
  let idsPerMinute = 1000
  const batches: number[] = []
  const changes: string[] = []

  const refresh = (space = id) => {
    const definition = {
      kind: 'identity-space',
      id: space,
      ...own,
      guard: { ...guard, idsPerMinute },
    }
    // In every other world each refresh works out all graphs, and writes those that are concerned.
    const options = worlds % 2 === 0 ? { mostNamed: 0 } : {}
    return refreshSpace(test.lake, parseDefinitionAs('identity-space', definition), feeds, options)
  }

  async function edit(wish: Wish): Promise<void> {
    const options = { author: 'test', note: '', isPreview: false }
    try {
      const { change } = await editSpace(test.lake, id, wish, options)
      if (change !== null) changes.push(change)
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error
    }
  }

  return {
    refresh,
    seen: async () => readSeen(await refresh()),
    async rebuild(): Promise<void> {
      idsPerMinute += 1
      await refresh()
    },
    /** From the rows alone, as if nobody had said anything. */
    seenInRows: async () => readSeen(await refresh(`${id}-rows`)),
    undo: (change: string) => edit(wishUndo(change)),
    changes,
    async take(taken: Step): Promise<void> {
      if ('add' in taken) {
        const rows = taken.add.map(({ minute, ...ids }) => ({
          ts: new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString(),
          ...ids,
        }))
        batches.push(await addBatch(test.lake, dataset, rows))
        await refresh()
      } else if ('removeFrom' in taken) {
        for (const batch of batches.splice(taken.removeFrom)) {
          await deleteBatch(test.lake, dataset, batch)
        }
        await refresh()
      } else if ('link' in taken) await edit(wishLinks([{ ids: taken.link, time: 0 }]))
      else if ('merge' in taken) await edit(wishMerge(taken.merge))
      else if ('unlink' in taken) await edit(wishUnlink(printLink(taken.unlink)))
      else if ('split' in taken) await edit(wishSplit([taken.split]))
      else if ('block' in taken) await edit(wishJudgement('block', taken.block))
      else if ('release' in taken) await edit(wishJudgement('release', taken.release))
      else if (changes.length > 0) await edit(wishUndo(changes[taken.undo % changes.length]!))
    },
  }
}

const together: Step = { add: [{ minute: 0, user: '1', email: '2' }] }
const onDevice: Step = { add: [{ minute: 0, user: '1', device: '1' }] }

/** What was found wrong, shrunk: people spoke of identities that lost their rows, or that nothing links for the time. */
const found: [RulesName, Step[]][] = [
  ['plain', [together, { split: 'user:1' }, { removeFrom: 0 }]],
  ['plain', [together, { split: 'user:1' }, { removeFrom: 0 }, onDevice, { removeFrom: 0 }]],
  ['plain', [together, { block: 'user:1' }, { undo: 0 }]],
]

const runs = Number(process.env['THROUGHLINE_RUNS'] ?? 3)
/** Worlds are slow: without a limit, shrinking one takes ten minutes. */
const limit = Math.max(240_000, runs * 40_000)

describe('a space that grew step by step', () => {
  it(
    'is the one that is built from scratch; without what people said, the one of the rows',
    async () => {
      const name = fc.constantFrom(...(Object.keys(rules) as RulesName[]))
      await fc.assert(
        fc.asyncProperty(name, steps, async (ruled, taken) => {
          const world = await openWorld(ruled)
          await world.refresh()
          for (const each of taken) {
            const before = await world.refresh()
            const ownersBefore = await listOwners(before)
            await world.take(each)
            await expectChangesTold(before, ownersBefore, await world.refresh())
          }
          const grown = await world.seen()
          await world.rebuild()
          expect(await world.seen()).toBe(grown)
          // Whatever was undone and done again: in the end every change is undone.
          for (const change of world.changes.slice().toReversed()) await world.undo(change)
          expect(await world.seen()).toBe(await world.seenInRows())
        }),
        {
          // Examples are runs, too.
          numRuns: found.length + runs,
          examples: found,
          interruptAfterTimeLimit: limit,
          markInterruptAsFailure: true,
        },
      )
    },
    2 * limit,
  )
})
