import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { calendarUnits } from '../../../model/date-ranges.ts'
import { componentId } from '../../../model/ids.ts'
import { figure, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'
import { criterion } from '../../../model/criterion.ts'
import { requestComparison, withComparison } from '../parts/time-comparison-request.ts'

/** The items of a dimension that are shown beside the features; they move no median. */
export const engagementTop = z.strictObject({
  dimension: componentId,
  count: z.number().int().positive().max(100).default(20),
})

/** Reach and intensity of features. semantics §8.12 Engagement */
export const engagementRequest = z.strictObject({
  kind: z.literal('engagement'),
  ...requestCommon,
  ...requestComparison,
  features: z.array(criterion).min(1),
  interval: z.enum(calendarUnits).default('week'),
  medians: z
    .enum(['standard', 'normalized'])
    .default('standard')
    .meta({ description: 'normalized: adds by how much each feature differs from the medians' }),
  top: engagementTop.optional().meta({ description: 'adds the items with the most events' }),
  compare: z.array(segmentRef).max(3).default([]),
})

export const engagementFeature = z.object({
  name: z.string(),
  people: z.number(),
  events: z.number(),
  reach: figure.meta({ description: 'mean share of active people per interval who use it' }),
  intensity: figure.meta({ description: 'mean uses per person who uses it' }),
  quadrant: z.enum(['power', 'high-impact', 'low-impact', 'one-time']),
  relative: z
    .object({ reach: figure, intensity: figure })
    .optional()
    .meta({ description: 'value / median − 1, when medians are normalized' }),
})

export const engagementResult = z.object({
  ...withComparison({
    features: z.array(engagementFeature),
    medians: z.object({ reach: figure, intensity: figure }),
    top: z.array(engagementFeature).optional().meta({ description: 'the most events first' }),
    compare: z
      .array(z.object({ segment: z.string(), features: z.array(engagementFeature) }))
      .optional()
      .meta({ description: 'beside the same medians' }),
  }),
  meta: resultMeta,
})

export type EngagementRequest = z.infer<typeof engagementRequest>
export type EngagementFeature = z.infer<typeof engagementFeature>
export type EngagementResult = z.infer<typeof engagementResult>
