import type { Scope } from '../scope.ts'
import type { ReportKind } from './aggregation.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'
import { codeReader, type PresenceReport, presentUntil } from './presence.ts'

/** The persons who are present at some time of the stretches, in a series of a presence report. */
export interface PresencePeopleReport extends Omit<PresenceReport, 'kind' | 'bounds'> {
  readonly kind: 'presence-people'
  /** Code of the series; null: of all. */
  readonly code: number | null
  /** UTC milliseconds, `[start, end)`. */
  readonly stretches: readonly (readonly [start: number, end: number])[]
}

export const presencePeople: ReportKind<PresencePeopleReport, PersonsPartial> = {
  start(report) {
    const found = new GrowingNumbers()
    return {
      consume(scope) {
        const isPresent = presentOn(report, scope)
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
  merge: (_report, all) => mergePersons(all),
}

/** Whether an event makes its person present in one of the stretches; asked in the events' order. */
function presentOn(report: PresencePeopleReport, scope: Scope): (event: number) => boolean {
  const { code, stretches } = report
  const mask = scope.maskOrAll(report.mask)
  const untilOf = presentUntil(report.runs, scope)
  const codesOf = codeReader(report.key, scope)
  return (event) => {
    const [from, until] = [scope.time[event]!, untilOf(event)]
    if (mask && !mask[event]) return false
    if (!stretches.some(([start, end]) => from < end && until > start)) return false
    return code === null || [...codesOf(event)].includes(code)
  }
}
