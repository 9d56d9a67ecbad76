import fc from 'fast-check'
import { expect, it } from 'vitest'
import { orderDurations } from './durations.ts'
import type { FalloutAggregation, FalloutPartial } from './fallout-aggregation.ts'
import { isAnyOrder, startAnyOrder } from './fallout-any-order.ts'
import { startGeneral } from './fallout-general.ts'
import { nodes, randomPersons, scopeOf } from '../../../test/support/random-scope.ts'

const { three, five, mask, persons, sessions } = nodes
const exclusions = fc.array(
  fc.record({
    mask: fc.constantFrom(null, mask[0]!, mask[5]!, mask[6]!, mask[6]!),
    between: fc.constantFrom(null, [0, 1] as const, [0, 2] as const),
  }),
  { maxLength: 2 },
)
const sizes = fc.constantFrom({ bits: three, steps: 3 }, { bits: five, steps: 5 })
const rules = fc.record({
  kind: fc.constant('fallout' as const),
  mask: fc.constantFrom(null, mask[7]!),
  runs: fc.constantFrom(persons, sessions),
  next: fc.constant(0),
  windowMs: fc.constantFrom(null, 0, 4, 45),
  withinMs: fc.constant([]),
  optional: fc.constant(0),
  exclusions,
  order: fc.constant('any' as const),
  entry: fc.constantFrom('any', 'first'),
  count: fc.constant('containers' as const),
  hold: fc.constant([]),
  breakdown: fc.constant(null),
})
const aggregations: fc.Arbitrary<FalloutAggregation> = fc
  .tuple(sizes, rules)
  .map(([size, rest]) => ({ ...size, ...rest }))

/** Events of one step or none, some with an exclusion (bits 5, 6), most in the mask (bit 7); or any bits. */
const plain = fc
  .tuple(
    fc.constantFrom(0, 0, 1, 1, 2, 4, 8, 16),
    fc.constantFrom(0, 0, 0, 32, 64),
    fc.constantFrom(0, 128, 128),
  )
  .map(([step, exclusion, counts]) => (step === 0 ? exclusion : step) | counts)
const worlds = fc
  .tuple(randomPersons, fc.array(plain, { minLength: 200, maxLength: 200 }), fc.nat({ max: 2 }))
  .map(([people, bits, kind]) => {
    let event = 0
    const own = (masks: number) => (kind === 0 ? masks : bits[event++]!)
    return people.map((events) => events.map((one) => ({ ...one, masks: own(one.masks) })))
  })

/** Counts per step, and durations in ascending order: containers may be matched in another order. */
const shown = ({ series }: FalloutPartial, steps: number) => {
  const none = Array.from({ length: steps }, () => orderDurations(new Float64Array(0)))
  const { counts, durations } = series.get(0) ?? { counts: none.map(() => 0), durations: none }
  return {
    counts,
    durations: durations.map(({ parts: [own] }) => own?.values.slice().sort() ?? []),
  }
}

it('steps in any order are those found event by event', () => {
  const property = fc.property(worlds, aggregations, (people, aggregation) => {
    expect(isAnyOrder(aggregation)).toBe(true)
    const scope = scopeOf(people, 0)
    const [fast, general] = [startAnyOrder(aggregation), startGeneral(aggregation)]
    fast.consume(scope)
    general.consume(scope)
    const { steps } = aggregation
    expect(shown(fast.partial(), steps)).toEqual(shown(general.partial(), steps))
  })
  fc.assert(property, { numRuns: 2000 })
})
