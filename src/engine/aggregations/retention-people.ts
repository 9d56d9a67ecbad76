import type { AggregationKind } from './aggregation.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'
import {
  countReturns,
  createEntryFinder,
  listEvents,
  type RetentionAggregation,
  retentionLinks,
} from './retention.ts'

/** The persons who started, and came back in every bracket of the aggregation (which may have none). */
export interface RetentionPeopleAggregation extends Omit<RetentionAggregation, 'kind'> {
  readonly kind: 'retention-people'
}

export const retentionPeople: AggregationKind<RetentionPeopleAggregation, PersonsPartial> = {
  links: retentionLinks,
  start(aggregation) {
    const rules: RetentionAggregation = { ...aggregation, kind: 'retention' }
    const found = new GrowingNumbers()
    return {
      consume(scope) {
        const { count, offsets } = scope.persons
        const findEntries = createEntryFinder(rules, scope)
        const masks = aggregation.returns.map(({ mask }) => scope.maskOrAll(mask))
        for (let p = 0; p < count; p++) {
          const [from, to] = [offsets[p]!, offsets[p + 1]!]
          const entries = findEntries(from, to)
          if (entries.length === 0) continue
          const returns = masks.map((mask) => listEvents(mask, from, to))
          const counts = new Float64Array(aggregation.brackets.length)
          for (const entry of entries) countReturns(rules, scope.time, entry, returns, counts)
          if (counts.includes(0)) continue
          found.push(scope.block.personCode[scope.range.personFrom + p]!)
        }
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_aggregation, all) => mergePersons(all),
}
