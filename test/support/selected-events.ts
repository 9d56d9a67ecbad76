import type { GroupPartial } from '../../src/engine/index.ts'
import { compileWorld } from './compile-world.ts'
import type { MemoryEvent, MemoryOptions } from './memory-source.ts'
import type { SegmentRef } from '../../src/model/conditions.ts'
import type { DateRange, Segment } from '../../src/model/definitions/index.ts'
import { compileSegment } from '../../src/query/segments/compile.ts'

/** An event with its place among all events of its world. */
export interface WorldEvent {
  readonly person: string
  readonly time: number
  readonly fields: Readonly<Record<string, unknown>>
}

export interface SelectedEventsOptions extends MemoryOptions {
  /** UTC milliseconds, `[start, end)`; everything when left out. */
  readonly range?: readonly [number, number]
  readonly definitions?: readonly (Segment | DateRange)[]
  /** Settings of the data view. */
  readonly view?: Readonly<Record<string, unknown>>
  readonly now?: number
}

/** Indices of the events that a segment keeps in a range, by the engine. */
export async function findSelectedEvents(
  events: readonly WorldEvent[],
  segment: SegmentRef,
  options: SelectedEventsOptions = {},
): Promise<readonly number[]> {
  const { range = [-Infinity, Infinity], definitions = [], view = {}, now = 0, ...memory } = options
  const numbered = events.map(
    ({ person, time, fields }, i): MemoryEvent => ({
      person,
      time,
      fields: { ...fields, eventNumber: `e${i}` },
    }),
  )
  const today = new Date(now).toISOString()
  const world = { events: numbered, options: memory, view, definitions, now: today, range }
  const { c, period } = await compileWorld(world)
  const kept = await compileSegment(c, segment, period, ['segment'])
  const mask = c.plan.and(period.mask, kept)
  const dictionary = await c.source.dictionary('eventNumber')
  const key = c.plan.add({ op: 'column', column: 'eventNumber' })
  const count = { measure: 'count', mask: null } as const
  const report = { keys: [key], sizes: [dictionary.size], lists: [false], mask, measures: [count] }
  c.plan.aggregate({ kind: 'group', ...report })
  const { partials } = await c.source.run(c.plan.build())
  const counts = (partials[0] as GroupPartial).values[0]!
  return events.flatMap((_, i) => (counts[dictionary.find(`e${i}`)] ? [i] : []))
}
