import { andRule } from './and.ts'
import { containerRule } from './container.ts'
import { dateRangeRule } from './date-range.ts'
import { dimensionRule } from './dimension.ts'
import { distinctCountRule } from './distinct-count.ts'
import { metricRule } from './metric.ts'
import { notRule } from './not.ts'
import { orRule } from './or.ts'
import { segmentRule } from './segment.ts'
import { sequenceRule } from './sequence.ts'

/**
 * Every kind of condition by the key that tells it from the others; a condition is of the first kind
 * whose key it has.
 */
export const rules = {
  and: andRule,
  or: orRule,
  not: notRule,
  distinctCount: distinctCountRule,
  dimension: dimensionRule,
  metric: metricRule,
  dateRange: dateRangeRule,
  segment: segmentRule,
  container: containerRule,
  sequence: sequenceRule,
} as const
