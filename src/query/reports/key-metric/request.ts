import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { dateRangeRef } from '../../../model/date-ranges.ts'
import { polarity } from '../../../model/format.ts'
import { componentId } from '../../../model/ids.ts'
import { figure, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'
import { trendLineKind } from '../../../model/trend-line.ts'

/** One metric over time with a comparison. semantics §8.9 Key metric summary */
export const keyMetricRequest = z.strictObject({
  kind: z.literal('key-metric'),
  ...requestCommon,
  metric: componentId,
  compareDateRange: dateRangeRef.optional().meta({
    description: 'left out: the range before, or the same one for a compared segment',
  }),
  compareSegment: segmentRef.optional(),
  trendLine: trendLineKind.optional(),
  interval: z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']).default('day'),
})

export const keyMetricSeries = z.object({
  total: figure,
  points: z.array(z.object({ item: z.string(), value: figure })),
  trendLine: z.array(figure).optional().meta({ description: 'one per point of the primary range' }),
})

export const keyMetricResult = z.object({
  primary: keyMetricSeries,
  comparison: keyMetricSeries.extend({
    dateRange: z.object({ start: z.string(), end: z.string() }),
  }),
  change: figure.meta({ description: 'primary / comparison − 1' }),
  difference: figure,
  upIs: polarity.optional().meta({ description: 'what a rise is, where the metric says so' }),
  meta: resultMeta,
})

export type KeyMetricRequest = z.infer<typeof keyMetricRequest>
export type KeyMetricSeries = z.infer<typeof keyMetricSeries>
export type KeyMetricResult = z.infer<typeof keyMetricResult>
export type KeyMetricRequestInput = z.input<typeof keyMetricRequest>
