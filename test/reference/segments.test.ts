import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SegmentContainer } from '../../src/model/conditions.ts'
import { referenceKept } from './segments.ts'
import {
  plainSequenceArbitrary,
  rangeArbitrary,
  segmentArbitrary,
  worldArbitrary,
} from './segments-arbitrary.ts'
import { keptEvents, type WorldEvent } from './segments-kept.ts'

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
) => keptEvents(events, segment, { types, view, range, batchEvents })

const params = { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 150) }

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
      fc.asyncProperty(worldArbitrary(9), segmentArbitrary, rangeArbitrary, agree),
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
