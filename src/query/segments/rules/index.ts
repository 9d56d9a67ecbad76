import { and } from './and.ts'
import { container } from './container.ts'
import { dateRange } from './date-range.ts'
import { dimension } from './dimension.ts'
import { distinctCount } from './distinct-count.ts'
import { metric } from './metric.ts'
import { not } from './not.ts'
import { or } from './or.ts'
import { segment } from './segment.ts'
import { sequence } from './sequence.ts'

/**
 * Every kind of condition by the key that tells it from the others; a condition is of the first kind
 * whose key it has.
 */
export const rules = {
  and,
  or,
  not,
  distinctCount,
  dimension,
  metric,
  dateRange,
  segment,
  container,
  sequence,
} as const
