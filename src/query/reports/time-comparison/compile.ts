import type { Path } from '../../../model/path.ts'
import type { ReportKind, RequestOf } from '../../../model/requests/index.ts'
import type { TimeComparison } from './request.ts'
import { type Comparison, comparisonRange, type TimeRange } from '../../../calendar/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { ReportDoor, Unmeasured } from '../report.ts'

/** The kinds of reports whose requests may be compared with another range. */
type ComparedKind = {
  [K in ReportKind]: 'compareTime' extends keyof RequestOf<K> ? K : never
}[ReportKind]

const comparisons: Readonly<Record<TimeComparison & string, Comparison>> = {
  'previous-period': { kind: 'previous-period' },
  '13-weeks': { kind: 'weeks-before', weeks: 13 },
  '52-weeks': { kind: 'weeks-before', weeks: 52 },
  'previous-year': { kind: 'previous-year' },
}

/** A report that also runs over the range it is compared with, in the same pass. semantics §8.12 */
export function comparedInTime<K extends ComparedKind>(door: ReportDoor<K>): ReportDoor<K> {
  return {
    ...door,
    async compile(c, request, path) {
      const own = await door.compile(c, request, path)
      const { compareTime } = request as RequestOf<ComparedKind>
      if (compareTime === undefined) return own
      const dateRange = textOf(comparedRange(c, request, compareTime, path))
      const other = await door.compile(c, { ...request, dateRange, compareTime: undefined }, path)
      return async (partials) => {
        const comparison = { dateRange, ...(await other(partials)) }
        return { ...(await own(partials)), comparison } as Unmeasured<K>
      }
    },
    explain(c, request) {
      const { compareTime } = request as RequestOf<ComparedKind>
      const words = door.explain(c, request)
      if (compareTime === undefined) return words
      const { start, end } = textOf(comparedRange(c, request, compareTime, []))
      return [...words, `Compared with the same from ${start} until before ${end}.`]
    },
  }
}

/** Errors of a range of its own: those of date ranges, at compareTime.dateRange. */
function comparedRange<K extends ComparedKind>(
  c: Compilation,
  request: RequestOf<K>,
  compareTime: TimeComparison,
  path: Path,
): TimeRange {
  const { dateRange } = request as RequestOf<ComparedKind>
  const own = resolvePeriod(c, dateRange, [...path, 'dateRange'])
  const { timeZone, calendar } = c.view
  const comparison: Comparison =
    typeof compareTime === 'object'
      ? { kind: 'custom', dateRange: compareTime.dateRange }
      : comparisons[compareTime]
  return comparisonRange(own, comparison, {
    timeZone,
    calendar,
    now: c.now,
    find: (id) => c.definitions.dateRange(id),
    path: [...path, 'compareTime', 'dateRange'],
  })
}

const textOf = ({ start, end }: TimeRange) => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
})
