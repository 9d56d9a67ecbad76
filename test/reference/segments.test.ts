import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SegmentContainer } from '../../src/model/conditions.ts'
import { referenceKept } from './segments.ts'
import {
  plainSequenceArbitrary,
  rangeArbitrary,
  segmentArbitrary,
  worldArbitrary,
} from '../support/random-segments.ts'
import { findSelectedEvents, type WorldEvent } from '../support/selected-events.ts'

const types = { page: 'string', revenue: 'number' } as const
const view = { dimensions: [{ id: 'page' }], metrics: [{ id: 'revenue' }] }
const always = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const

/** So that the fields are there in a world without events. */
const empty = { person: 'nobody', time: 1e15, fields: { page: 'Z', revenue: null } }

const kept = (
  events: readonly WorldEvent[],
  segment: SegmentContainer,
  range: readonly [number, number] = always,
  batchEvents = 7,
) => findSelectedEvents(events, segment, { types, view, range, batchEvents })

const params = { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 300) }

async function agree(
  events: readonly WorldEvent[],
  segment: SegmentContainer,
  range: readonly [number, number],
) {
  const world = [...events, empty]
  expect(await kept(world, segment, range)).toEqual(referenceKept(world, segment, range))
}

describe('segments agree with the reference', () => {
  it('of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(worldArbitrary(8), segmentArbitrary, rangeArbitrary, agree),
      params,
    )
  })

  it('with plain sequences', async () => {
    await fc.assert(
      fc.asyncProperty(worldArbitrary(12), plainSequenceArbitrary, rangeArbitrary, agree),
      params,
    )
  })
})

describe('laws of segments', () => {
  it('a segment and its complement split the events', async () => {
    await fc.assert(
      fc.asyncProperty(worldArbitrary(), segmentArbitrary, async (events, segment) => {
        if ('sequence' in segment.where) return
        const world = [...events, empty]
        const both = [
          await kept(world, { ...segment, exclude: false }),
          await kept(world, { ...segment, exclude: true }),
        ]
        expect(both.flat().sort((a, b) => a - b)).toEqual([...world.keys()])
      }),
      params,
    )
  })

  it('batches and the order of persons change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(worldArbitrary(), segmentArbitrary, async (events, segment) => {
        const world = [...events, empty]
        const people = ['nobody', 'dan', 'cat', 'bob', 'ann']
        const order = [...world.keys()].sort(
          (a, b) => people.indexOf(world[a]!.person) - people.indexOf(world[b]!.person) || a - b,
        )
        const moved = await kept(
          order.map((i) => world[i]!),
          segment,
          always,
          1000,
        )
        const back = moved.map((i) => order[i]!).sort((a, b) => a - b)
        expect(back).toEqual(await kept(world, segment, always, 1))
      }),
      params,
    )
  })

  it('a sequence keeps a part of what it matches, the parts of “before” and “after” meet its ends', async () => {
    await fc.assert(
      fc.asyncProperty(worldArbitrary(), plainSequenceArbitrary, async (events, segment) => {
        if (!('sequence' in segment.where)) return
        const { where } = segment
        const world = [...events, empty]
        const keep = (part: 'everyone' | 'before' | 'after') =>
          kept(world, { ...segment, where: { ...where, keep: part } })
        const [all, before, after] = [
          await keep('everyone'),
          await keep('before'),
          await keep('after'),
        ]
        expect(all).toEqual(expect.arrayContaining([...before, ...after]))
        const persons = (indices: readonly number[]) =>
          new Set(indices.map((i) => world[i]!.person))
        expect(persons(before)).toEqual(persons(all))
        expect(persons(after)).toEqual(persons(all))
      }),
      params,
    )
  })
})
