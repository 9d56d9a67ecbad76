import { expect, it } from 'vitest'
import type { SegmentContainer } from '../../src/model/conditions.ts'
import { referenceKept } from '../reference/segments.ts'
import { findSelectedEvents } from '../support/selected-events.ts'

const minute = 60_000
const at = (person: string, minutes: number, page: string) => ({
  person,
  time: minutes * minute,
  fields: { page },
})

it('a session as a step ends with its session, in batches of several persons', async () => {
  const events = [
    ...[at('ann', 0, 'A'), at('ann', 40, 'B'), at('ann', 50, 'B')],
    ...[at('bob', 0, 'B'), at('bob', 90, 'A'), at('bob', 180, 'B')],
  ]
  const session = (value: string) => ({
    container: 'session',
    where: { dimension: 'page', op: 'equals' as const, value },
  })
  const segment: SegmentContainer = {
    container: 'person',
    where: { sequence: [session('A'), { step: session('B'), exclude: true }, session('B')] },
  }
  const range = [0, 1000 * minute] as const
  for (const batchEvents of [1, 4, 100]) {
    const kept = await findSelectedEvents(events, segment, { batchEvents, range })
    expect(kept).toEqual([0, 1, 2, 3, 4, 5])
    expect(kept).toEqual(referenceKept(events, segment, range))
  }
})
