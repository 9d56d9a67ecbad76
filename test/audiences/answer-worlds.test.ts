import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sayAsSegments } from '../../src/audiences/from-answer/as-segments.ts'
import { makeFromAnswer } from '../../src/audiences/from-answer/from-answer.ts'
import { findPeople } from '../../src/query/find-people.ts'
import { parseRequest } from '../../src/query/reports/parse-request.ts'
import { selectMembers } from '../../src/query/members/select-members.ts'
import { contextOf } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'
import { types, view } from '../support/random-worlds.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-23T06:00:00Z')
const pages = ['home', 'search', 'cart', null] as const

/** By day, so that no session reaches beyond a day, which ranges begin and end with. */
const event: fc.Arbitrary<MemoryEvent> = fc
  .record({
    person: fc.constantFrom('ann', 'bob', 'cem', 'dee'),
    day: fc.nat(8),
    quarter: fc.nat(40),
    dataset: fc.constantFrom('web', 'calls'),
    page: fc.constantFrom(...pages),
    amount: fc.constantFrom(1, 2.5, 0, null),
  })
  .map(({ person, day, quarter, dataset, page, amount }) => ({
    person,
    dataset,
    time: START + day * 24 * HOUR + (quarter * HOUR) / 4,
    fields: { page, channel: null, tags: [], amount },
  }))

const worlds = fc.array(event, { minLength: 4, maxLength: 40 })
const range = fc.constantFrom(
  { start: '2026-03-20', end: '2026-04-10' },
  { start: '2026-03-24', end: '2026-03-30' },
)
const item = fc.constantFrom('home', 'search', 'cart')
const is = (value: string) => ({ dimension: 'page', op: 'equals', value })
const segments = fc.constantFrom<readonly object[]>(
  [],
  [],
  [{ container: 'event', where: { metric: 'amount', op: 'exists' } }],
)
const container = fc.constantFrom('person', 'session')
const criterion = fc.record({ where: item.map(is), atLeast: fc.constantFrom(1, 1, 2) })
const window = fc.constantFrom(undefined, undefined, { hours: 3 }, { days: 2 })
const step = fc.record(
  {
    any: fc.array(
      item.map((value) => ({ dimension: 'page', item: value })),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    within: fc.constantFrom({ hours: 5 }, { days: 1 }),
  },
  { requiredKeys: ['any'] },
)

const optional = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>

/** Requests with the marks of their answers; which of them can be said is counted. */
const marks: Readonly<Record<string, fc.Arbitrary<object>>> = {
  histogram: fc
    .record({
      container,
      metric: fc.constantFrom('events', 'amount'),
      start: fc.constantFrom(0, 1),
      size: fc.constantFrom(1, 2),
      bucket: fc.nat(3),
    })
    .map(({ bucket, ...rest }) => ({
      ...rest,
      kind: 'histogram',
      buckets: 4,
      explain: { row: [rest.start + bucket * rest.size, rest.start + bucket * rest.size] },
    })),
  cohort: fc
    .record({
      granularity: fc.constantFrom('day', 'week'),
      inclusion: criterion,
      return: criterion,
      type: fc.constantFrom('retention', 'churn'),
      rolling: fc.boolean(),
      latency: fc.boolean(),
      day: fc.nat(8),
      column: fc.integer({ min: -2, max: 3 }),
    })
    .map(({ day, column, ...rest }) => {
      const first = rest.granularity === 'day' ? 23 + day : 23
      const row = `2026-03-${first}`
      return {
        ...rest,
        kind: 'cohort',
        explain: { row, column: rest.latency ? column : Math.abs(column) },
      }
    }),
  flow: fc
    .record({
      container,
      anchor: fc
        .tuple(fc.constantFrom('starts-with', 'contains', 'ends-with'), item)
        .map(([name, value]) => ({ [name]: { item: value } })),
      repeats: fc.boolean(),
      column: fc.constantFrom(-1, 0, 1),
      name: item,
    })
    .map(({ column, name, ...rest }) => ({
      ...rest,
      kind: 'flow',
      dimension: 'page',
      explain: { node: `${column}:${name}` },
    })),
  canvas: fc
    .record({
      container,
      arrows: fc.subarray([
        ['home', 'search'],
        ['home', 'cart'],
        ['search', 'cart'],
      ]),
      node: item,
      place: fc.constantFrom('node', 'onward', 'arrow'),
    })
    .map(({ node, place, ...rest }) => {
      const [arrow] = rest.arrows
      const at = place === 'onward' ? { onward: node } : { node }
      return {
        ...rest,
        kind: 'canvas',
        nodes: ['home', 'search', 'cart'].map((id) => ({ id, where: is(id) })),
        explain: place === 'arrow' && arrow !== undefined ? { arrow } : at,
      }
    }),
  fallout: fc
    .record({ container, steps: fc.array(step, { minLength: 1, maxLength: 3 }), window })
    .chain((request) =>
      fc.integer({ min: 1, max: request.steps.length }).map((at) => ({
        ...optional(request),
        kind: 'fallout',
        explain: { step: at },
      })),
    ),
}

const namesOf = (codes: Iterable<number>, persons: { value(code: number): string | null }) =>
  Array.from(codes, (code) => persons.value(code)).toSorted()

describe('the segment of a number has the people behind it', () => {
  it.each(Object.entries(marks))('in a %s, on random worlds', async (_, requests) => {
    let said = 0
    await fc.assert(
      fc.asyncProperty(worlds, requests, range, segments, async (events, given, dateRange, of) => {
        const context = contextOf({ events, view, options: { types } })
        const request = parseRequest({ dataView: 'v', dateRange, segments: of, ...given })
        const found = await findPeople(context, request).catch((error: Error) => error)
        if (found instanceof Error) return
        const all = await sayAsSegments(context, request)
        if (all === null) return
        said += 1
        const selected = await selectMembers(context, [
          { segments: all, match: 'all', dateRange: request.dateRange },
        ])
        const outcome = selected.outcomes[0]!
        if ('error' in outcome) throw outcome.error
        expect(namesOf(outcome.result.codes, selected.persons)).toEqual(
          namesOf(found.codes, found.persons),
        )
      }),
      { numRuns: 250 },
    )
    expect(said).toBeGreaterThan(10)
  })
})

it('of people whom no segment says, and who are too many for a list, the members are told', async () => {
  const events = Array.from({ length: 10_001 }, (_, index): MemoryEvent => {
    return { person: `p${index}`, dataset: 'web', time: START, fields: { page: 'home' } }
  })
  const request = parseRequest({
    kind: 'fallout',
    dataView: 'v',
    dateRange: { start: '2026-03-20', end: '2026-04-10' },
    steps: [{ any: [{ dimension: 'page', item: 'home' }] }],
    order: 'any',
    explain: { step: 1 },
  })
  const texts = { id: 'many', refresh: 'daily', lookbackDays: 30 } as const
  const made = await makeFromAnswer(
    contextOf({ events, view, options: { types } }),
    { request },
    texts,
  )
  expect(made).toMatchObject({ basis: 'members', people: 10_001 })
  expect(made.definition).toMatchObject({ source: 'imported', segments: [], refresh: 'once' })
  expect(new Set(made.members?.map(({ person }) => person)).size).toBe(10_001)
  expect(made.members?.every(({ status }) => status === 'entered')).toBe(true)
})
