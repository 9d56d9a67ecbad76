import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { readSpaceGraphs } from '../../../test/support/space-graphs.ts'
import { createDataset, deleteBatch } from '../../lake/datasets/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { editSpace, type Wish } from './edit.ts'
import { refreshSpace } from './refresh.ts'
import { wishLinks, wishSplit, wishUndo } from './wishes.ts'

const names = ['user', 'email', 'device']
const identity = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom('1', '2', '3'))
  .map(([namespace, id]) => `${namespace}:${id}`)
const row = fc.record({
  minute: fc.integer({ min: 0, max: 20 }),
  user: fc.constantFrom(undefined, '1', '2', '3'),
  email: fc.constantFrom(undefined, '1', '2', '3'),
  device: fc.constantFrom(undefined, '1', '2', '3'),
})
const step = fc.oneof(
  fc.record({ add: fc.array(row, { minLength: 1, maxLength: 5 }) }),
  fc.record({ remove: fc.nat(5) }),
  fc.record({ link: fc.tuple(identity, identity) }),
  fc.record({ split: identity }),
  fc.record({ undo: fc.nat(5) }),
)

let test: TestLake
let worlds = 0

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

/** A space and its dataset, on which steps are taken one by one. */
async function openWorld() {
  worlds += 1
  const dataset = `web${worlds}`
  const fields = { ts: 'timestamp', user: 'string', email: 'string', device: 'string' } as const
  await createDataset(test.lake, { id: dataset, type: 'event', timestamp: 'ts', fields })
  const feeds = [{ dataset, identities: names.map((field) => ({ field, namespace: field })) }]
  const spaceOf = (id: string, people = 1000) =>
    parseDefinitionAs('identity-space', {
      kind: 'identity-space',
      id,
      namespaces: [{ id: 'user', unique: true }, { id: 'email' }, { id: 'device', device: true }],
      guard: { people },
    })
  const id = `space${worlds}`
  const batches: number[] = []
  const changes: string[] = []

  const refresh = async (space = spaceOf(id)) =>
    readSpaceGraphs(test.lake, await refreshSpace(test.lake, space, feeds))

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
    /** All anew, with the same ledger. */
    rebuild: () => refresh(spaceOf(id, 999)),
    /** From the rows alone, as if nobody had said anything. */
    withoutLedger: () => refresh(spaceOf(`${id}-rows`)),
    undo: (change: string) => edit(wishUndo(change)),
    changes,
    async take(taken: typeof step extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
      if ('add' in taken) {
        const rows = taken.add.map(({ minute, ...ids }) => ({
          ts: new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString(),
          ...Object.fromEntries(Object.entries(ids).filter(([, value]) => value !== undefined)),
        }))
        batches.push(await addBatch(test.lake, dataset, rows))
        await refresh()
      } else if ('remove' in taken) {
        const [batch] = batches.splice(taken.remove % Math.max(1, batches.length), 1)
        if (batch !== undefined) await deleteBatch(test.lake, dataset, batch)
        await refresh()
      } else if ('link' in taken) await edit(wishLinks([{ ids: taken.link, time: 0 }]))
      else if ('split' in taken) await edit(wishSplit([taken.split]))
      else if (changes.length > 0) await edit(wishUndo(changes[taken.undo % changes.length]!))
    },
  }
}

describe('a space that grew step by step', () => {
  it('is the one that is built from scratch; without what people said, the one of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const world = await openWorld()
        await world.refresh()
        for (const each of steps) await world.take(each)
        const grown = await world.refresh()
        expect(await world.rebuild()).toBe(grown)
        await world.refresh()
        // Whatever was undone and done again: in the end every change is undone.
        for (const change of world.changes.slice().toReversed()) await world.undo(change)
        expect(await world.refresh()).toBe(await world.withoutLedger())
      }),
      { numRuns: Number(process.env['THROUGHLINE_RUNS'] ?? 3) },
    )
  }, 600_000)
})
