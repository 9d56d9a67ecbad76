import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../call.ts'
import type { AttributeChange } from './change.ts'
import { operations, type OperationName } from './operations.ts'
import {
  adoptProfile,
  attributesOf,
  changeProfile,
  emptyProfile,
  MOST_ATTRIBUTES,
} from './profile.ts'

const tell = (events: readonly (readonly [at: number, ...changes: AttributeChange[]])[]) =>
  events.reduce(
    (profile, [at, ...changes], index) => changeProfile(profile, { id: `m${index}`, at, changes }),
    emptyProfile,
  )
const set = (name: string, value: string | number): AttributeChange => ({
  kind: 'set',
  name,
  value,
})

interface Example {
  readonly before?: Json
  readonly value: Json
  readonly after: Json
}

describe.each(Object.keys(operations) as OperationName[])('%s', (name) => {
  const examples: readonly Example[] = operations[name].examples
  it.each([...examples])('$before, $value → $after', ({ before, value, after }) => {
    expect(operations[name].apply(before, value)).toEqual(after)
  })
})

it('keeps each attribute as of its own time, whenever it is told', () => {
  const profile = tell([
    [10, set('plan', 'pro'), set('city', 'Bonn')],
    [30, set('plan', 'free')],
    [20, set('plan', 'basic'), set('size', 4)],
  ])
  expect(attributesOf(profile)).toEqual({ plan: 'free', city: 'Bonn', size: 4 })
})

it('takes away what is unset, unless it is told later; nothing comes back that was before', () => {
  const unset: AttributeChange = { kind: 'unset', name: 'plan' }
  expect(
    attributesOf(
      tell([
        [20, unset],
        [10, set('plan', 'pro')],
      ]),
    ),
  ).toEqual({})
  expect(
    attributesOf(
      tell([
        [20, unset],
        [30, set('plan', 'pro')],
      ]),
    ),
  ).toEqual({ plan: 'pro' })
  const cleared = tell([
    [10, set('plan', 'pro')],
    [20, { kind: 'clear' }],
    [15, set('city', 'Ulm')],
  ])
  expect(attributesOf(cleared)).toEqual({})
})

it('counts the first of what is set once, by time', () => {
  const once = (value: string): AttributeChange => ({ kind: 'set_once', name: 'first', value })
  expect(
    attributesOf(
      tell([
        [20, once('mail')],
        [10, once('ad')],
        [30, once('tv')],
      ]),
    ),
  ).toEqual({
    first: 'ad',
  })
})

it('adds to what was set, and to nothing that was before it', () => {
  const add: AttributeChange = { kind: 'add', name: 'n', value: 1 }
  expect(
    attributesOf(
      tell([
        [10, add],
        [20, add],
        [40, add],
        [30, set('n', 5)],
      ]),
    ),
  ).toEqual({ n: 6 })
})

it('knows an event again', () => {
  const event = { id: 'm', at: 1, changes: [{ kind: 'add', name: 'n', value: 1 } as const] }
  const profile = changeProfile(changeProfile(emptyProfile, event), event)
  expect([attributesOf(profile), profile.revision]).toEqual([{ n: 1 }, 1])
})

it('gives somebody what was told before they were known, by time', () => {
  const before = tell([[10, set('plan', 'free'), set('city', 'Bonn')]])
  const known = tell([[5, set('plan', 'old'), set('size', 1)]])
  expect(attributesOf(adoptProfile(known, before))).toEqual({ plan: 'free', size: 1, city: 'Bonn' })
})

it('holds many steps and attributes within bounds', () => {
  const add: AttributeChange = { kind: 'add', name: 'n', value: 1 }
  const counted = tell(Array.from({ length: 1000 }, (_, at) => [at, add] as const))
  expect(attributesOf(counted)).toEqual({ n: 1000 })
  expect(JSON.stringify(counted).length).toBeLessThan(10_000)
  const many = tell(Array.from({ length: 3000 }, (_, at) => [at, set(`a${at}`, at)] as const))
  expect(Object.keys(attributesOf(many))).toHaveLength(MOST_ATTRIBUTES)
  expect(attributesOf(many)).toMatchObject({ a2999: 2999 })
})

it('is the same in whatever order events of different times arrive', () => {
  const name = fc.constantFrom('a', 'b')
  const scalar = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('x', 'y'))
  const change: fc.Arbitrary<AttributeChange> = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), name, value: scalar }),
    fc.record({
      kind: fc.constantFrom<OperationName>('add', 'append', 'union', 'remove', 'min', 'max'),
      name,
      value: scalar,
    }),
    fc.record({ kind: fc.constant('unset' as const), name }),
    fc.constant({ kind: 'clear' } as const),
  )
  const events = fc
    .array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 12 })
    .map((all) => all.map((changes, at) => ({ id: `m${at}`, at, changes })))
  const shuffled = events.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  )
  fc.assert(
    fc.property(shuffled, ([inOrder, mixed]) => {
      const of = (all: typeof mixed) => attributesOf(all.reduce(changeProfile, emptyProfile))
      expect(of(mixed)).toEqual(of(inOrder))
    }),
    { numRuns: 500 },
  )
})
