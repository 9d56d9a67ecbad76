import type { Condition, SegmentRef } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'

/** What a report looks at, as conditions on one event: those of its range that its segments keep. */
export const conditionsAround = ({
  dateRange,
  segments,
}: {
  readonly dateRange?: DateRangeRef | undefined
  readonly segments: readonly SegmentRef[]
}): readonly Condition[] => [
  ...(dateRange === undefined ? [] : [{ dateRange }]),
  ...segments.map(asCondition),
]

const asCondition = (ref: SegmentRef): Condition => {
  if (typeof ref === 'string') return { segment: ref }
  const { window: _, ...container } = ref
  return container
}
