import { toNode } from '../links.ts'
import type { Scope } from '../scope.ts'
import type { AggregationKind } from './aggregation.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'
import { createCodeReader, type PresenceAggregation, readPresenceEnd } from './presence.ts'

/** The persons who are present at some time of the stretches, in a series of a presence aggregation. */
export interface PresencePeopleAggregation extends Omit<PresenceAggregation, 'kind' | 'bounds'> {
  readonly kind: 'presence-people'
  /** Code of the series; null: of all. */
  readonly code: number | null
  /** UTC milliseconds, `[start, end)`. */
  readonly stretches: readonly (readonly [start: number, end: number])[]
}

export const presencePeople: AggregationKind<PresencePeopleAggregation, PersonsPartial> = {
  links: { runs: toNode, mask: toNode, key: toNode },
  start(aggregation) {
    const found = new GrowingNumbers()
    return {
      consume(scope) {
        const isPresent = presentOn(aggregation, scope)
        const { count, offsets } = scope.persons
        for (let p = 0; p < count; p++) {
          let i = offsets[p]!
          while (i < offsets[p + 1]! && !isPresent(i)) i++
          if (i === offsets[p + 1]) continue
          found.push(scope.block.personCode[scope.range.personFrom + p]!)
        }
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_aggregation, all) => mergePersons(all),
}

/** Whether an event makes its person present in one of the stretches; asked in the events' order. */
function presentOn(
  aggregation: PresencePeopleAggregation,
  scope: Scope,
): (event: number) => boolean {
  const { code, stretches } = aggregation
  const mask = scope.maskOrAll(aggregation.mask)
  const untilOf = readPresenceEnd(aggregation.runs, scope)
  const codesOf = createCodeReader(aggregation.key, scope)
  return (event) => {
    const [from, until] = [scope.time[event]!, untilOf(event)]
    if (mask && !mask[event]) return false
    if (!stretches.some(([start, end]) => from < end && until > start)) return false
    return code === null || [...codesOf(event)].includes(code)
  }
}
