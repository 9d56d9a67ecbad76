import type { Path } from '../../../model/path.ts'
import type { TimeComparison } from './time-comparison-request.ts'
import {
  type Clock,
  findPreviousPeriod,
  shiftRange,
  type TimeRange,
  findYearBefore,
} from '../../../calendar/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import type { AnyRequest } from './request.ts'
import { sayRange } from '../../texts/say-time.ts'

type ComparableRequest = Pick<AnyRequest, 'dateRange'> & {
  readonly compareTime?: TimeComparison | undefined
}

interface Rule<Request, Result> {
  readonly compile: CompileReport<Request, Result>
  readonly explain: ExplainReport<Request>
}

const weeksBefore =
  (weeks: number) =>
  (range: TimeRange, clock: Clock): TimeRange =>
    shiftRange(range, 'week', -weeks, clock)

const comparisons = {
  'previous-period': findPreviousPeriod,
  '13-weeks': weeksBefore(13),
  '52-weeks': weeksBefore(52),
  'previous-year': findYearBefore,
} as const satisfies Record<TimeComparison & string, (range: TimeRange, clock: Clock) => TimeRange>

/** A report that also runs over the range it is compared with, in the same pass. semantics §8.12 */
export function compareInTime<Request extends ComparableRequest, Result>(
  rule: Rule<Request, Result>,
): Rule<Request, Result> {
  return {
    async compile(c, request, path) {
      const own = await rule.compile(c, request, path)
      const { compareTime } = request
      if (compareTime === undefined) return own
      const dateRange = writeRange(comparedRange(c, request, compareTime, path))
      const other = await rule.compile(c, { ...request, dateRange, compareTime: undefined }, path)
      return async (partials) => {
        const comparison = { dateRange, ...(await other(partials)) }
        return { ...(await own(partials)), comparison }
      }
    },
    explain(c, request) {
      const { compareTime } = request
      const words = rule.explain(c, request)
      if (compareTime === undefined) return words
      const range = sayRange(comparedRange(c, request, compareTime, []), c.view.timeZone)
      return [...words, `Compared with the same of ${range}.`]
    },
  }
}

/** Errors of a range of its own: those of date ranges, at compareTime.dateRange. */
function comparedRange(
  c: Compilation,
  { dateRange }: ComparableRequest,
  compareTime: TimeComparison,
  path: Path,
): TimeRange {
  if (typeof compareTime === 'object') {
    return resolvePeriod(c, compareTime.dateRange, [...path, 'compareTime', 'dateRange'])
  }
  const own = resolvePeriod(c, dateRange, [...path, 'dateRange'])
  return comparisons[compareTime](own, c.view)
}

/** A range as answers have it: instants in UTC. */
export const writeRange = ({ start, end }: TimeRange) => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
})
