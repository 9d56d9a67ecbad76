import type { Scope } from '../scope.ts'
import type { AggregationKind } from './aggregation.ts'
import { type FlowAggregation, flowLinks } from './flow-aggregation.ts'
import { buildFlowRows } from './flow-rows.ts'
import { openTally, createWalker } from './flow-walk.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'

/** The persons who have a path with the codes of the focus (0: the way out or in). */
export interface FlowPeopleAggregation extends Omit<FlowAggregation, 'kind'> {
  readonly kind: 'flow-people'
}

export const flowPeople: AggregationKind<FlowPeopleAggregation, PersonsPartial> = {
  links: flowLinks,
  start(aggregation) {
    const paths: FlowAggregation = { ...aggregation, kind: 'flow' }
    const found = new GrowingNumbers()
    return {
      consume(scope) {
        const persons = scope.persons.offsets
        const { offsets } = scope.runs(aggregation.runs)
        let [person, last] = [0, -1]
        for (const run of runsWithPaths(paths, scope)) {
          while (persons[person + 1]! <= offsets[run]!) person++
          if (person === last) continue
          found.push(scope.block.personCode[scope.range.personFrom + person]!)
          last = person
        }
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_aggregation, all) => mergePersons(all),
}

/** The runs with a path, ascending, perhaps several times. */
function runsWithPaths(paths: FlowAggregation, scope: Scope): Iterable<number> {
  const rows = buildFlowRows(paths, scope)
  return rows ? rows.runOf.subarray(0, rows.count) : walkedRuns(paths, scope)
}

function* walkedRuns(paths: FlowAggregation, scope: Scope): Generator<number> {
  const tally = openTally(paths)
  const walker = createWalker(paths, scope, tally)
  const { count, offsets } = scope.runs(paths.runs)
  for (let run = 0; run < count; run++) {
    const before = tally.containers
    walker(offsets[run]!, offsets[run + 1]!, offsets[run + 1]!)
    if (tally.containers > before) yield run
  }
}
