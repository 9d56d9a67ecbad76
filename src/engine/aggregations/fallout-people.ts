import type { ReportKind } from './aggregation.ts'
import { eventsOf, inputsOf } from './fallout-general.ts'
import { matchContainer } from './fallout-match.ts'
import type { FalloutReport } from './fallout-report.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'

/** The persons who come to a step (from 0), by all rules of the fallout. */
export interface FalloutPeopleReport extends Omit<FalloutReport, 'kind'> {
  readonly kind: 'fallout-people'
  readonly step: number
}

export const falloutPeople: ReportKind<FalloutPeopleReport, PersonsPartial> = {
  start(report) {
    const found = new GrowingNumbers()
    const rules: FalloutReport = { ...report, kind: 'fallout' }
    return {
      consume(scope) {
        const inputs = inputsOf(rules, scope)
        const runs = scope.runs(report.runs)
        let person = 0
        let last = -1
        for (let run = 0; run < runs.count; run++) {
          while (scope.persons.offsets[person + 1]! <= runs.offsets[run]!) person++
          if (person === last) continue
          const paths = matchContainer(rules, inputs, eventsOf(runs, run, inputs.mask))
          if (!paths.some(({ events }) => events[report.step]! >= 0)) continue
          found.push(scope.block.personCode[scope.range.personFrom + person]!)
          last = person
        }
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_report, all) => mergePersons(all),
}
