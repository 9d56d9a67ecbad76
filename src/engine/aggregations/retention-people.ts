import type { ReportKind } from './aggregation.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'
import { countReturns, entryFinder, eventsIn, type RetentionReport } from './retention.ts'

/** The persons who started, and came back in every bracket of the report (which may have none). */
export interface RetentionPeopleReport extends Omit<RetentionReport, 'kind'> {
  readonly kind: 'retention-people'
}

export const retentionPeople: ReportKind<RetentionPeopleReport, PersonsPartial> = {
  start(report) {
    const rules: RetentionReport = { ...report, kind: 'retention' }
    const found = new GrowingNumbers()
    return {
      consume(scope) {
        const { count, offsets } = scope.persons
        const findEntries = entryFinder(rules, scope)
        const masks = report.returns.map(({ mask }) => scope.maskOrAll(mask))
        for (let p = 0; p < count; p++) {
          const [from, to] = [offsets[p]!, offsets[p + 1]!]
          const entries = findEntries(from, to)
          if (entries.length === 0) continue
          const returns = masks.map((mask) => eventsIn(mask, from, to))
          const counts = new Float64Array(report.brackets.length)
          for (const entry of entries) countReturns(rules, scope.time, entry, returns, counts)
          if (counts.includes(0)) continue
          found.push(scope.block.personCode[scope.range.personFrom + p]!)
        }
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_report, all) => mergePersons(all),
}
