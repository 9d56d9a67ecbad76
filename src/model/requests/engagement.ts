import { z } from 'zod'
import { calendarUnits } from '../date-ranges.ts'
import { figure, resultMeta } from '../result.ts'
import { requestCommon } from './common.ts'
import { criterion } from './criterion.ts'
import { requestComparison, withComparison } from './time-comparison.ts'

/** Reach and intensity of features. semantics §8.12 Engagement */
export const engagementRequest = z.strictObject({
  kind: z.literal('engagement'),
  ...requestCommon,
  ...requestComparison,
  features: z.array(criterion).min(1),
  interval: z.enum(calendarUnits).default('week'),
})

export const engagementFeature = z.object({
  name: z.string(),
  people: z.number(),
  events: z.number(),
  reach: figure.meta({ description: 'mean share of active people per interval who use it' }),
  intensity: figure.meta({ description: 'mean uses per person who uses it' }),
  quadrant: z.enum(['power', 'high-impact', 'low-impact', 'one-time']),
})

export const engagementResult = z.object({
  ...withComparison({
    features: z.array(engagementFeature),
    medians: z.object({ reach: figure, intensity: figure }),
  }),
  meta: resultMeta,
})

export type EngagementRequest = z.infer<typeof engagementRequest>
export type EngagementFeature = z.infer<typeof engagementFeature>
export type EngagementResult = z.infer<typeof engagementResult>
