import fc from 'fast-check'
import type { Condition, SegmentContainer, SequenceCondition } from '../../src/model/conditions.ts'
import type { WorldEvent } from './selected-events.ts'

const MINUTE_MS = 60_000
const pages = ['A', 'B', 'C', 'AB']

/** 0–4 persons with 0–`maxEvents` events; times collide and gaps are around the session timeout. */
export const worldArbitrary = (maxEvents = 30): fc.Arbitrary<WorldEvent[]> =>
  fc.array(
    fc.record({
      person: fc.constantFrom('ann', 'bob', 'cat', 'dan'),
      time: fc.nat(20).map((tens) => tens * 10 * MINUTE_MS),
      fields: fc.record({
        page: fc.constantFrom(...pages, null, ''),
        revenue: fc.constantFrom(null, 0, 1, 5, -2),
      }),
    }),
    { maxLength: maxEvents },
  )

export const rangeArbitrary: fc.Arbitrary<readonly [number, number]> = fc.oneof(
  fc.constant([-MINUTE_MS, 10_000 * MINUTE_MS] as const),
  fc
    .tuple(fc.nat(20), fc.integer({ min: 1, max: 12 }))
    .map(([from, length]) => [from * 10 * MINUTE_MS, (from + length) * 10 * MINUTE_MS] as const),
)

const iso = (tens: number): string =>
  new Date(tens * 10 * MINUTE_MS).toISOString().slice(0, 16) + 'Z'

const comparison = fc.constantFrom('eq', 'neq', 'lt', 'lte', 'gt', 'gte' as const)

const leaf = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      dimension: fc.constant('page'),
      op: fc.constantFrom('equals', 'not-equals', 'contains', 'not-contains'),
      value: fc.constantFrom(...pages),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      dimension: fc.constant('page'),
      op: fc.constantFrom('exists', 'not-exists'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      dimension: fc.constant('page'),
      op: fc.constantFrom('equals-any', 'not-equals-any'),
      value: fc.constant('A,C'),
      match: fc.constantFrom('repeating', 'instance', 'non-repeating-instance'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      metric: fc.constantFrom('revenue', 'events', 'sessions'),
      op: comparison,
      value: fc.integer({ min: -2, max: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      metric: fc.constant('revenue'),
      op: fc.constantFrom('exists', 'not-exists'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      dimension: fc.constant('page'),
      distinctCount: fc.record({ op: comparison, value: fc.nat(3) }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(20), fc.integer({ min: 1, max: 8 }))
      .map(([from, length]) => ({ dateRange: { start: iso(from), end: iso(from + length) } })),
  },
) as fc.Arbitrary<Condition>

const distance = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((minutes) => ({ minutes })),
  fc.integer({ min: 1, max: 3 }).map((events) => ({ events })),
  fc.integer({ min: 1, max: 2 }).map((sessions) => ({ sessions })),
  fc.integer({ min: 1, max: 2 }).map((count) => ({ dimension: 'page', count })),
)

type Distance = Readonly<Record<string, unknown>>

const limits = { within: distance, after: distance }

/** Limits that nothing can keep are refused: without the lower one. */
function withPossibleLimits<S extends object>(step: S): S {
  const { within, after, ...rest } = step as { within?: Distance; after?: Distance }
  if (within === undefined || after === undefined) return step
  const [[unit, most]] = Object.entries(within) as [[string, unknown]]
  const [[other, least]] = Object.entries(after) as [[string, unknown]]
  const isSame = unit === other && (unit !== 'dimension' || least === most)
  const amount = (of: Distance) => Object.values(of).at(-1) as number
  const isPossible = !isSame || amount(after) <= amount(within)
  return (isPossible ? step : { ...rest, within }) as S
}

interface AnyStep {
  readonly exclude?: boolean
  readonly within?: unknown
  readonly after?: unknown
}

/** Limits are measured from the step before: the first, and what must not precede it, have none. */
function withLimitsOfLater(steps: readonly object[]): object[] {
  const first = steps.findIndex((step: AnyStep) => step.exclude !== true)
  return steps.map((step, index) => {
    if (first >= 0 && index > first) return step
    const { within: _within, after: _after, ...rest } = step as AnyStep
    return rest
  })
}

const pageIsA: Condition = { dimension: 'page', op: 'equals', value: 'A' }

const isNoSequence = (inner: Condition): boolean => !('sequence' in inner)

const { condition, sequence } = fc.letrec<{ condition: Condition; sequence: SequenceCondition }>(
  (tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      {
        weight: 1,
        arbitrary: fc.record({ and: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ or: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      },
      { weight: 1, arbitrary: fc.record({ not: tie('condition') }) },
      {
        weight: 2,
        arbitrary: fc.record(
          {
            container: fc.constantFrom('event', 'session', 'person'),
            where: tie('condition'),
            exclude: fc.boolean(),
          },
          { requiredKeys: ['container', 'where'] },
        ),
      },
      { weight: 1, arbitrary: tie('sequence') },
    ) as fc.Arbitrary<Condition>,
    sequence: fc
      .array(
        fc.oneof(
          { depthSize: 'small' },
          leaf,
          {
            weight: 3,
            arbitrary: fc.record(
              { step: tie('condition').filter(isNoSequence), exclude: fc.boolean(), ...limits },
              { requiredKeys: ['step'] },
            ),
          },
          fc.record(
            {
              group: fc.array(tie('condition').filter(isNoSequence), {
                minLength: 1,
                maxLength: 2,
              }),
              exclude: fc.boolean(),
              ...limits,
            },
            { requiredKeys: ['group'] },
          ),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((steps) => ({
        sequence: [
          ...withLimitsOfLater(steps.map(withPossibleLimits)),
          ...(steps.every((step) => 'exclude' in step && step.exclude) ? [pageIsA] : []),
        ],
      })) as fc.Arbitrary<SequenceCondition>,
  }),
)

const container = fc.constantFrom('event', 'session', 'person')

/** Any segment without references; sequences at its root may keep a part. */
export const segmentArbitrary: fc.Arbitrary<SegmentContainer> = fc.oneof(
  fc.record(
    {
      container,
      where: condition,
      exclude: fc.boolean(),
      window: fc.constantFrom('range', 'all' as const),
    },
    { requiredKeys: ['container', 'where'] },
  ),
  fc.record({
    container,
    where: fc
      .tuple(sequence, fc.constantFrom('everyone', 'before', 'after' as const))
      .map(([steps, keep]) => ({ ...steps, keep })),
  }),
) as fc.Arbitrary<SegmentContainer>

/** Two or three plain steps with few limits: what takes the fast way. */
export const plainSequenceArbitrary: fc.Arbitrary<SegmentContainer> = fc.record({
  container: fc.constantFrom('session', 'person'),
  where: fc.record({
    sequence: fc
      .array(
        fc.oneof(
          { weight: 2, arbitrary: leaf },
          fc.record({ step: leaf, within: distance }),
          fc.record({ step: leaf, after: distance }),
          fc.record({ step: leaf, exclude: fc.constant(true) }),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((steps) => [pageIsA, ...steps]),
  }),
}) as fc.Arbitrary<SegmentContainer>
