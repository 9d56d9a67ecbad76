import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FalloutRequestInput, FalloutResult } from '../../src/query/reports/fallout/request.ts'
import { ask } from '../support/ask.ts'
import { createMemorySource } from '../support/memory-source.ts'
import { type FalloutRules, type Happened, reachedSteps } from './fallout.ts'

const pages = ['A', 'B', 'C', 'X', '-'] as const
const MINUTE_MS = 60_000

const happened = fc.record({
  /** Shared instants; 40 minutes end a session. */
  gap: fc.constantFrom(0, 0, 1, 2, 40),
  page: fc.constantFrom(...pages),
  color: fc.constantFrom('red', 'blue', null),
  tags: fc.uniqueArray(fc.constantFrom('t', 'u', 'v'), { maxLength: 2 }),
  isKept: fc.constantFrom(true, true, true, false),
})
type Drawn = Happened & { readonly isKept: boolean; readonly session: number }

const journeys: fc.Arbitrary<Drawn[]> = fc.array(happened, { maxLength: 7 }).map((events) => {
  let [minute, session] = [0, 0]
  return events.map(({ gap, ...event }, i) => {
    if (i > 0) minute += gap
    if (i > 0 && gap > 30) session++
    return { ...event, minute, session }
  })
})

const stepOf = fc.record({
  pages: fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'X'), { minLength: 1, maxLength: 2 }),
  optional: fc.boolean(),
  within: fc.constantFrom(null, null, null, 2, 41),
})
const spans = [null, [1, 2], [1, 3], [2, 3], [2, 4]] as const

const drawnRules: fc.Arbitrary<FalloutRules> = fc
  .record({
    steps: fc.array(stepOf, { minLength: 1, maxLength: 4 }),
    gaps: fc.array(fc.constantFrom('eventual', 'eventual', 'next'), { minLength: 3, maxLength: 3 }),
    window: fc.constantFrom(null, null, 0, 3, 42),
    exclude: fc.array(
      fc.record({ page: fc.constantFrom('X', 'C', '-'), between: fc.constantFrom(...spans) }),
      { maxLength: 1 },
    ),
    order: fc.constantFrom('listed', 'listed', 'any'),
    entry: fc.constantFrom('any', 'any', 'first'),
    count: fc.constantFrom('containers', 'attempts'),
    hold: fc.subarray(['color', 'tags'] as const),
  })
  .map(({ gaps, ...rules }) =>
    fitting({ ...rules, between: gaps.slice(0, rules.steps.length - 1) }),
  )

/** Without what a request may not ask for together. */
function fitting(rules: FalloutRules): FalloutRules {
  const isAny = rules.order === 'any'
  return {
    ...rules,
    between: rules.between.map((gap) => (isAny ? 'eventual' : gap)),
    steps: rules.steps.map(({ pages: any, optional, within }, s) => ({
      pages: any,
      optional: optional && !isAny && !(s === 0 && rules.count === 'attempts'),
      within: isAny || s === 0 ? null : within,
    })),
    exclude: rules.exclude.filter(
      ({ between }) => between === null || between[1] <= rules.steps.length,
    ),
  }
}

const touchOf = (item: string) => ({ dimension: 'page', item })
const minutes = (count: number | null, name: string) =>
  count === null ? {} : { [name]: { minutes: count } }

const requestOf = ({ steps, between, window, exclude, ...rules }: FalloutRules) => ({
  kind: 'fallout' as const,
  ...rules,
  hold: [...rules.hold],
  steps: steps.map(({ pages: any, optional, within }) => ({
    any: any.map(touchOf),
    optional,
    ...minutes(within, 'within'),
  })),
  between: [...between],
  ...minutes(window, 'window'),
  exclude: exclude.map(({ page, between: span }) => ({
    any: [touchOf(page)],
    ...(span === null ? {} : { between: [...span] as [number, number] }),
  })),
})

/** The last person only makes sure that the fields exist. */
const last: Drawn = {
  minute: 0,
  session: 0,
  page: 'Z',
  color: 'red',
  tags: ['t'],
  isKept: true,
}
const worldOf = (people: readonly (readonly Drawn[])[]) =>
  createMemorySource(
    [...people, [last]].flatMap((events, person) =>
      events.map(({ minute, page, color, tags, isKept }) => ({
        person: `p${person}`,
        time: minute * MINUTE_MS,
        fields: { page, color, tags: [...tags], kept: isKept ? 'yes' : 'no' },
      })),
    ),
  )

const kept = {
  container: 'event' as const,
  where: { dimension: 'kept', op: 'equals' as const, value: 'yes' },
}

const sessionsOf = (events: readonly Drawn[]): readonly Drawn[][] => {
  const ids = [...new Set(events.map(({ session }) => session))]
  return ids.map((id) => events.filter(({ session }) => session === id))
}

/** The events of each container that count. */
function containersOf(
  people: readonly (readonly Drawn[])[],
  isSession: boolean,
  isKeptOnly: boolean,
) {
  const all = people.flatMap((events): readonly (readonly Drawn[])[] =>
    isSession ? sessionsOf(events) : [events],
  )
  return all.map((events) => events.filter(({ isKept }) => isKept || !isKeptOnly))
}

const asked = fc.record({
  isSession: fc.boolean(),
  isKeptOnly: fc.boolean(),
  isCompared: fc.boolean(),
})

it('fallouts agree with trying every choice of events', async () => {
  const property = fc.asyncProperty(
    fc.array(journeys, { maxLength: 3 }),
    drawnRules,
    asked,
    async (people, rules, { isSession, isKeptOnly, isCompared }) => {
      const source = worldOf(people)
      const request: Omit<FalloutRequestInput, 'dataView' | 'dateRange'> = {
        ...requestOf(rules),
        container: isSession ? 'session' : 'person',
        ...(isKeptOnly ? (isCompared ? { compare: [kept] } : { segments: [kept] }) : {}),
      }
      const result = await ask<FalloutResult>({ source }, request)
      const expected = rules.steps.map(() => 0)
      for (const container of containersOf(people, isSession, isKeptOnly)) {
        reachedSteps(container, rules).forEach((count, s) => {
          expected[s]! += count
        })
      }
      expect(result.series.at(-1)!.steps.map(({ count }) => count)).toEqual(expected)
    },
  )
  await fc.assert(property, { numRuns: 1500 })
})

it('who is behind a step are as many as it counts, and a breakdown divides them', async () => {
  const property = fc.asyncProperty(
    fc.array(journeys, { maxLength: 3 }),
    drawnRules,
    fc.constantFrom('first', 'last', 'step-1'),
    async (people, drawn, at) => {
      const rules = { ...drawn, count: 'containers' as const }
      const source = worldOf(people)
      const request = requestOf(rules)
      const { series } = await ask<FalloutResult>({ source }, request)
      const counts = series[0]!.steps.map(({ count }) => count)
      for (const [s, count] of counts.entries()) {
        const { meta } = await ask({ source }, { ...request, explain: { step: s + 1 } })
        expect(meta.explanation!.people, `step ${s + 1}`).toBe(count)
      }
      const breakdown = { dimension: 'color', at }
      const parts = await ask<FalloutResult>({ source }, { ...request, breakdown })
      const sums = counts.map((_, s) =>
        parts.series.reduce((all, { steps }) => all + steps[s]!.count, 0),
      )
      expect(sums).toEqual(counts)
    },
  )
  await fc.assert(property, { numRuns: 150 })
})
