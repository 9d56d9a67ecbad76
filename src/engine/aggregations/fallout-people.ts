import type { AggregationKind } from './aggregation.ts'
import { type FalloutAggregation, falloutLinks, type FalloutPath } from './fallout-aggregation.ts'
import { listRunEvents, readInputs } from './fallout-inputs.ts'
import { matchContainer } from './fallout-match.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'

/** The persons who come to a step (from 0), by all rules of the fallout. */
export interface FalloutPeopleAggregation extends Omit<FalloutAggregation, 'kind'> {
  readonly kind: 'fallout-people'
  readonly step: number
  /** Only on paths with this code of the breakdown. */
  readonly item?: number
}

export const falloutPeople: AggregationKind<FalloutPeopleAggregation, PersonsPartial> = {
  links: falloutLinks,
  start(aggregation) {
    const found = new GrowingNumbers()
    const rules: FalloutAggregation = { ...aggregation, kind: 'fallout' }
    const { step, item } = aggregation
    const comes = ({ events, items }: FalloutPath): boolean =>
      events[step]! >= 0 && (item === undefined || items.includes(item))
    return {
      consume(scope) {
        const inputs = readInputs(rules, scope)
        const runs = scope.runs(aggregation.runs)
        let person = 0
        let last = -1
        for (let run = 0; run < runs.count; run++) {
          while (scope.persons.offsets[person + 1]! <= runs.offsets[run]!) person++
          if (person === last) continue
          const paths = matchContainer(rules, inputs, listRunEvents(runs, run, inputs.mask))
          if (!paths.some(comes)) continue
          found.push(scope.block.personCode[scope.range.personFrom + person]!)
          last = person
        }
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_aggregation, all) => mergePersons(all),
}
