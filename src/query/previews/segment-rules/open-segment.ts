import type { MaskRef } from '../../../engine/index.ts'
import type { SegmentContainer } from '../../../model/conditions.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { startCompilation } from '../../components/start-compilation.ts'
import { compileSegment } from '../../segments/compile.ts'
import { compileCondition } from '../../segments/condition.ts'
import type { RulePlace } from '../../segments/rule.ts'
import { compileScopeMask, underView } from '../../segments/scope-mask.ts'
import type { PreviewContext } from '../segment.ts'

/** A plan that looks at one range of a data view. */
export interface OpenRange {
  readonly c: Compilation
  readonly period: Period
  /** Events in the range that the data view keeps. */
  readonly seen: MaskRef
}

/** A new plan. Errors: those of date ranges. */
export async function openRange(
  { source, dataView, definitions, now }: PreviewContext,
  dateRange: DateRangeRef,
): Promise<OpenRange> {
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const period = resolvePeriod(c, dateRange)
  return { c, period, seen: await compileScopeMask(c, [], period) }
}

/** The events in the range that a segment keeps. */
export const compileKept = async (
  { c, period, seen }: OpenRange,
  definition: SegmentContainer,
): Promise<MaskRef> => c.plan.and(seen, await compileSegment(c, definition, period, PATH))

/** Where errors point to: a request’s `definition`. */
const PATH = ['definition']

/** The place at which a segment’s container stands; paths below it are those inside the definition. */
export const rootPlace = ({ c, period }: OpenRange): RulePlace => ({
  c,
  scope: 'event',
  period,
  path: [],
  trail: [],
  compile: compileCondition,
})
