import type { Path } from '../../../model/path.ts'
import type { ReportKind, RequestOf } from '../../../model/requests/index.ts'
import type { TimeComparison } from './request.ts'
import {
  type Clock,
  previousPeriod,
  shifted,
  type TimeRange,
  yearBefore,
} from '../../../calendar/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { ReportDoor, Unmeasured } from '../report.ts'

/** The kinds of reports whose requests may be compared with another range. */
type ComparedKind = {
  [K in ReportKind]: 'compareTime' extends keyof RequestOf<K> ? K : never
}[ReportKind]

const weeksBefore =
  (weeks: number) =>
  (range: TimeRange, clock: Clock): TimeRange =>
    shifted(range, 'week', -weeks, clock)

const comparisons = {
  'previous-period': previousPeriod,
  '13-weeks': weeksBefore(13),
  '52-weeks': weeksBefore(52),
  'previous-year': yearBefore,
} as const satisfies Record<TimeComparison & string, (range: TimeRange, clock: Clock) => TimeRange>

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
  if (typeof compareTime === 'object') {
    return resolvePeriod(c, compareTime.dateRange, [...path, 'compareTime', 'dateRange'])
  }
  const { dateRange } = request as RequestOf<ComparedKind>
  const own = resolvePeriod(c, dateRange, [...path, 'dateRange'])
  return comparisons[compareTime](own, c.view)
}

const textOf = ({ start, end }: TimeRange) => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
})
