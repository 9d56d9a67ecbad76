import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileDerivedField } from '../../src/query/derived-fields/compile.ts'
import type { Item } from '../../src/model/result.ts'
import * as reference from './derived.ts'
import { compilationOf, itemsPerRow, type Row, sourceOf, viewOf } from '../support/items-per-row.ts'

const TIMEOUT_MS = 30 * 60_000

interface Event {
  readonly person: string
  readonly time: number
  readonly page: string
  readonly id: string
  readonly amount: number | null
}

const event: fc.Arbitrary<Event> = fc.record({
  person: fc.constantFrom('ann', 'bob', 'cy'),
  time: fc.constantFrom(0, 10, 10, 30, 31, 61, 62, 120).map((minutes) => minutes * 60_000),
  page: fc.constantFrom('', 'home', 'cart', 'help'),
  id: fc.constantFrom('', 'x', 'y'),
  amount: fc.constantFrom(null, 0, 1, 1, 2.5, -3),
})

const events = fc.array(event, { minLength: 1, maxLength: 24 })

/** Indices of the events of each container, in order. */
function containers(all: readonly Event[], scope: 'session' | 'person'): number[][] {
  const found: number[][] = []
  for (const person of new Set(all.map((one) => one.person))) {
    const own = [...all.keys()].filter((index) => all[index]!.person === person)
    own.sort((a, b) => all[a]!.time - all[b]!.time || a - b)
    own.forEach((index, place) => {
      const before = all[own[place - 1] ?? -1]
      const isNew = !before || (scope === 'session' && all[index]!.time - before.time > TIMEOUT_MS)
      if (isNew) found.push([])
      found.at(-1)!.push(index)
    })
  }
  return found
}

async function compiled(all: readonly Event[], rule: object): Promise<(readonly Item[])[]> {
  const rows: Row[] = all.map(({ person, time, page, id, amount }) => ({
    person,
    time,
    fields: { page, id, amount },
  }))
  const view = viewOf({ derivedFields: [{ id: 'derived', rules: [rule] }] })
  const options = { batchEvents: 3, runners: 2, types: { amount: 'number' } } as const
  const c = await compilationOf(sourceOf(rows, options), view)
  const value = await compileDerivedField(c, view.derivedFields[0]!)
  return [...(await itemsPerRow(c, value, rows.length))]
}

/** Applies slow code to each container and puts the results back where the events were. */
function slowly(
  all: readonly Event[],
  scope: 'session' | 'person',
  apply: (own: readonly Event[]) => readonly reference.Slot[],
): reference.Slot[] {
  const result: reference.Slot[] = all.map(() => null)
  for (const indices of containers(all, scope)) {
    const values = apply(indices.map((index) => all[index]!))
    indices.forEach((index, place) => {
      result[index] = values[place]!
    })
  }
  return result
}

const page = (one: Event): reference.Slot => one.page || null
const scope = fc.constantFrom('session' as const, 'person' as const)
const one = (rows: readonly (readonly Item[])[]) => rows.map((items) => items[0] ?? null)
const numericMethods = [
  'max',
  'min',
  'median',
  'mean',
  'sum',
  'count',
  'count-distinct',
  'first',
  'last',
  'most-common',
  'least-common',
]
const runs = { numRuns: 20 }
const PATIENCE_MS = 60_000

describe('derived fields agree with slow code on random worlds', { timeout: PATIENCE_MS }, () => {
  it('next or previous', async () => {
    const settings = fc.record({
      direction: fc.constantFrom('next' as const, 'previous' as const),
      index: fc.integer({ min: 1, max: 3 }),
      repeats: fc.boolean(),
      scope,
    })
    await fc.assert(
      fc.asyncProperty(events, settings, async (all, { direction, index, repeats, scope: in_ }) => {
        const rule = { direction, index, repeats, scope: in_, input: { field: 'page' } }
        const found = await compiled(all, { function: 'next-or-previous', ...rule })
        const expected = slowly(all, in_, (own) =>
          reference.nextOrPrevious(own.map(page), direction, index, repeats),
        )
        expect(one(found)).toEqual(expected)
      }),
      runs,
    )
  })

  it('deduplicate', async () => {
    const keep = fc.constantFrom('first' as const, 'last' as const)
    await fc.assert(
      fc.asyncProperty(events, keep, scope, async (all, keeps, in_) => {
        const rule = { input: { field: 'amount' }, by: { field: 'id' }, scope: in_, keep: keeps }
        const found = await compiled(all, { function: 'deduplicate', ...rule })
        const expected = slowly(all, in_, (own) =>
          reference.deduplicate(
            own.map(({ amount }) => amount),
            own.map(({ id }) => id || null),
            keeps,
          ),
        )
        expect(one(found)).toEqual(expected)
      }),
      runs,
    )
  })

  it('depth', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const found = await compiled(all, { function: 'depth', input: { field: 'page' } })
        expect(one(found)).toEqual(slowly(all, 'session', (own) => reference.depth(own.map(page))))
      }),
      runs,
    )
  })

  it('summarize numbers', async () => {
    const method = fc.constantFrom(...numericMethods)
    await fc.assert(
      fc.asyncProperty(events, method, scope, async (all, by, in_) => {
        const rule = { input: { field: 'amount' }, method: by, scope: in_ }
        const found = await compiled(all, { function: 'summarize', ...rule })
        const expected = slowly(all, in_, (own) => {
          const value = reference.summarizeNumbers(
            own.map(({ amount }) => amount),
            by,
          )
          return own.map(() => value)
        })
        expect(one(found)).toEqual(expected)
      }),
      runs,
    )
  })

  it('summarize texts', async () => {
    const method = fc.constantFrom('first', 'last', 'most-common', 'least-common')
    await fc.assert(
      fc.asyncProperty(events, method, scope, async (all, by, in_) => {
        const rule = { input: { field: 'page' }, method: by, scope: in_ }
        const found = await compiled(all, { function: 'summarize', ...rule })
        const expected = slowly(all, in_, (own) => {
          const known = own.map(page).filter((value) => value !== null)
          return own.map(() => reference.pick(known, by))
        })
        expect(one(found)).toEqual(expected)
      }),
      runs,
    )
  })

  it('case when over several fields', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const amount = { field: 'amount' }
        const found = await compiled(all, {
          function: 'case-when',
          branches: [
            {
              when: {
                and: [
                  { input: { field: 'page' }, op: 'not-equals', value: 'home' },
                  { not: { input: amount, op: 'gte', value: 1 } },
                ],
              },
              then: { field: 'id' },
            },
            { when: { input: amount, op: 'neq', value: 1 }, then: { value: 'other' } },
          ],
          otherwise: { field: 'page' },
        })
        const expected = all.map((one_) => {
          if (one_.page !== 'home' && !(one_.amount !== null && one_.amount >= 1)) {
            return one_.id || null
          }
          return one_.amount === 1 ? one_.page || null : 'other'
        })
        expect(one(found)).toEqual(expected)
      }),
      runs,
    )
  })
})
