import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SegmentContainer } from '../../src/model/conditions.ts'
import type { Path } from '../../src/model/path.ts'
import { previewSegmentRules } from '../../src/query/previews/segment-rules/preview.ts'
import { isInside, leaveOut, listRequirements } from '../../src/query/segments/leave-out.ts'
import { contextOf } from '../support/ask.ts'
import {
  plainSequenceArbitrary,
  rangeArbitrary,
  segmentArbitrary,
  worldArbitrary,
} from '../support/random-segments.ts'
import type { WorldEvent } from '../support/selected-events.ts'
import { referenceRules } from './segment-rules.ts'
import { everything, referenceKept, waysOf, worldOf } from './segments.ts'

const types = { page: 'string', revenue: 'number' } as const
const view = { dimensions: [{ id: 'page' }], metrics: [{ id: 'revenue' }] }
const params = { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 100) }
const wide = [-60_000, 600_000_000] as const

/** So that the fields are there in a world without events. */
const empty = { person: 'nobody', time: 5e8, fields: { page: 'Z', revenue: null } }

type Range = readonly [number, number]

const preview = (events: readonly WorldEvent[], segment: SegmentContainer, [start, end]: Range) => {
  const context = contextOf({ events: [...events], options: { types, batchEvents: 7 }, view })
  const iso = (ms: number) => new Date(ms).toISOString()
  return previewSegmentRules(context, segment, { start: iso(start), end: iso(end) })
}

function extentOf(events: readonly WorldEvent[], kept: readonly number[]) {
  const touched = worldOf(events).sessions.filter((each) => each.some((i) => kept.includes(i)))
  const people = new Set(kept.map((i) => events[i]!.person)).size
  return { people, sessions: touched.length, events: kept.length }
}

const peopleOf = (events: readonly WorldEvent[], kept: readonly number[]) =>
  new Set(kept.map((i) => events[i]!.person))

describe('the conditions of a segment', () => {
  it('keep by themselves what the reference says', async () => {
    const agree = async (
      events: readonly WorldEvent[],
      segment: SegmentContainer,
      range: Range,
    ) => {
      const world = [...events, empty]
      const { rules, kept, total } = await preview(world, segment, range)
      expect(kept).toEqual(extentOf(world, referenceKept(world, segment, range)))
      const all = world.flatMap(({ time }, i) => (time >= range[0] && time < range[1] ? [i] : []))
      expect(total).toEqual(extentOf(world, all))
      const expected = referenceRules(world, segment, range)
      expect(rules.map(({ words: _, ...rule }) => rule)).toEqual(
        expected.map((rule) => ({ path: rule.path, ...extentOf(world, rule.kept) })),
      )
    }
    await fc.assert(
      fc.asyncProperty(worldArbitrary(8), segmentArbitrary, rangeArbitrary, agree),
      params,
    )
  })
})

describe('who just misses a segment', () => {
  it('would qualify without as few conditions as anybody', async () => {
    const agree = async (events: readonly WorldEvent[], segment: SegmentContainer) => {
      const world = [...events, empty]
      const keptPeople = (definition: SegmentContainer) =>
        peopleOf(world, referenceKept(world, definition, wide))
      const qualifying = keptPeople(segment)
      const { missing, qualifying: shown } = await preview(world, segment, wide)
      expect(shown).toHaveLength(Math.min(5, qualifying.size))
      for (const { person } of shown) expect(qualifying).toContain(person)
      const requirements = listRequirements(segment)
      const missed = (paths: readonly Path[]) =>
        [...keptPeople(leaveOut(segment, paths))].filter((person) => !qualifying.has(person))
      for (const size of [1, 2, 3]) {
        const choices = choicesOf(requirements, size)
        if (choices.length === 0 || choices.length > 100) break
        const found = new Set(choices.flatMap(missed))
        if (found.size === 0) continue
        expect([missing.conditions, missing.count]).toEqual([size, found.size])
        expect(missing.people).toHaveLength(Math.min(5, found.size))
        for (const { person, ways } of missing.people) {
          for (const way of ways) expect(missed(way.map(({ path }) => path))).toContain(person)
        }
        return
      }
      expect(missing).toEqual({ conditions: 0, count: 0, people: [] })
    }
    await fc.assert(fc.asyncProperty(worldArbitrary(8), segmentArbitrary, agree), params)
  })
})

describe('the events that make people qualify', () => {
  it('are those of one way through a sequence', async () => {
    const agree = async (events: readonly WorldEvent[], segment: SegmentContainer) => {
      if (!('sequence' in segment.where)) return
      const sequence = segment.where.sequence.filter(
        (step) => 'op' in step || ('step' in step && 'op' in step.step),
      )
      const where = { sequence: withoutMetrics(sequence) }
      const listed = worldOf([...events, empty])
      const asked = { container: 'person', where } as const
      const { qualifying } = await preview(listed.events, asked, wide)
      for (const { person, events: told } of qualifying) {
        const instance = listed.persons.find((each) => listed.events[each[0]!]!.person === person)!
        const ways = waysOf(listed, where, 'person', instance, everything(listed))
        const times = (way: readonly number[]) => way.map((i) => listed.events[i]!.time)
        const found = told.map(({ time }) => Date.parse(time))
        expect(ways.map(([, , way]) => times(way))).toContainEqual(found)
      }
    }
    await fc.assert(fc.asyncProperty(worldArbitrary(12), plainSequenceArbitrary, agree), params)
  })

  it('are told with the conditions that they fulfil', async () => {
    const minute = 60_000
    const event = (person: string, at: number, page: string, revenue: number | null = null) => ({
      person,
      time: at * minute,
      fields: { page, revenue },
    })
    const world = [
      event('ann', 0, 'A'),
      event('ann', 5, 'B'),
      event('ann', 9, 'C', 5),
      event('bob', 0, 'A'),
      event('bob', 9, 'C', 1),
      event('cat', 0, 'C', 5),
    ]
    const page = (value: string) => ({ dimension: 'page', op: 'equals' as const, value })
    const where = {
      and: [
        { sequence: [page('A'), { step: page('C'), within: { minutes: 9 } }] },
        { metric: 'revenue', op: 'gte' as const, value: 5 },
      ],
    }
    const found = await preview(world, { container: 'person', where }, wide)
    expect(
      found.qualifying.map(({ person, events }) => [person, events.map(({ rules }) => rules)]),
    ).toEqual([
      [
        'ann',
        [
          [['where', 'and', 0, 'sequence', 0]],
          [
            ['where', 'and', 0, 'sequence', 1, 'step'],
            ['where', 'and', 1],
          ],
        ],
      ],
    ])
    expect(found.qualifying[0]!.events[1]).toMatchObject({
      dimensions: { page: 'C' },
      metrics: { revenue: 5 },
    })
    expect(found.missing.people.map(({ person, ways }) => [person, ways])).toEqual([
      ['bob', [[{ path: ['where', 'and', 1], words: 'revenue is at least 5' }]]],
      ['cat', [[{ path: ['where', 'and', 0, 'sequence', 0], words: 'page equals “A”' }]]],
    ])
    expect(found.left.map(({ people }) => people)).toEqual([2, 1])
  })
})

type Steps = Extract<SegmentContainer['where'], { sequence: unknown }>['sequence']

/** Steps on what an event shows by itself, the first without limits. */
function withoutMetrics(steps: Steps): Steps {
  const page = { dimension: 'page', op: 'equals' as const, value: 'A' }
  const plain = steps.map((step) => {
    const condition = 'step' in step ? step.step : step
    return 'metric' in condition ? ('step' in step ? { ...step, step: page } : page) : step
  })
  return [page, ...plain]
}

function choicesOf(all: readonly Path[], size: number): readonly (readonly Path[])[] {
  if (size === 0) return [[]]
  return all.flatMap((first, i) =>
    choicesOf(
      all.slice(i + 1).filter((path) => !isInside(path, first) && !isInside(first, path)),
      size - 1,
    ).map((others) => [first, ...others]),
  )
}
