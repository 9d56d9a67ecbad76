import type { ReportKind } from './aggregation.ts'
import { type FlowReport, openTally, walkerOf } from './flow.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'

/** The persons whose paths have a code (0: the way out or in) in a column; column 0 is the anchor. */
export interface FlowPeopleReport extends Omit<FlowReport, 'kind'> {
  readonly kind: 'flow-people'
  readonly column: number
  readonly code: number
}

export const flowPeople: ReportKind<FlowPeopleReport, PersonsPartial> = {
  start(report) {
    const { column, code } = report
    const focus = column === 0 ? report.focus : [...report.focus, { column, code }]
    const paths: FlowReport = { ...report, kind: 'flow', focus }
    const tally = openTally(paths)
    const found = new GrowingNumbers()
    return {
      consume(scope) {
        const walker = walkerOf(paths, scope, tally)
        const { count, offsets } = scope.runs(report.runs)
        const persons = scope.persons.offsets
        let [person, last] = [0, -1]
        for (let run = 0; run < count; run++) {
          const [from, to] = [offsets[run]!, offsets[run + 1]!]
          while (persons[person + 1]! <= from) person++
          const before = tally.containers
          walker(from, to, persons[person + 1]!)
          if (tally.containers === before || person === last) continue
          found.push(scope.block.personCode[scope.range.personFrom + person]!)
          last = person
        }
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_report, all) => mergePersons(all),
}
