import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { calendarUnits } from '../../../model/date-ranges.ts'
import { figure, resultMeta } from '../../../model/result.ts'
import { reportContainer, requestCommon } from '../parts/request.ts'
import { falloutStep } from '../fallout/request.ts'
import { requestComparison, withComparison } from '../parts/time-comparison-request.ts'

/** A funnel's rate per interval; the average is the mean of the rates. semantics §8.12 */
export const conversionTrendsRequest = z.strictObject({
  kind: z.literal('conversion-trends'),
  ...requestCommon,
  ...requestComparison,
  container: reportContainer.default('person'),
  steps: z.array(falloutStep).min(2),
  interval: z.enum(calendarUnits).default('week'),
  compare: z.array(segmentRef).max(3).default([]),
})

export const conversionTrendsSeries = z.object({
  segment: z.string().nullable(),
  points: z.array(
    z.object({
      interval: z.string(),
      started: z.number(),
      completed: z.number(),
      rate: figure,
    }),
  ),
  average: figure,
})

export const conversionTrendsResult = z.object({
  ...withComparison({ series: z.array(conversionTrendsSeries) }),
  meta: resultMeta,
})

export type ConversionTrendsRequest = z.infer<typeof conversionTrendsRequest>
export type ConversionTrendsResult = z.infer<typeof conversionTrendsResult>
