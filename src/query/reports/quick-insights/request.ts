import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { componentId } from '../../../model/ids.ts'
import { requestCommon } from '../parts/request.ts'
import { freeformResult } from '../freeform/request.ts'

/** A table and its chart from a few words: what, by what, of whom. semantics §8.3 */
export const quickInsightsRequest = z.strictObject({
  kind: z.literal('quick-insights'),
  ...requestCommon,
  dimension: componentId,
  breakdowns: z.array(componentId).max(3).default([]).meta({ description: 'outermost first' }),
  metrics: z.array(componentId).min(1).max(3),
  segments: z.array(segmentRef).max(3).default([]).meta({ description: 'all must hold' }),
  limit: z.number().int().positive().max(50_000).default(50),
})

export const quickInsightsResult = freeformResult.extend({
  chart: z.enum(['line', 'bar']).meta({ description: 'a line where the dimension is of time' }),
})

export type QuickInsightsRequest = z.infer<typeof quickInsightsRequest>
export type QuickInsightsResult = z.infer<typeof quickInsightsResult>
