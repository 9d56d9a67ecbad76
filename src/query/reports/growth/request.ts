import { z } from 'zod'
import { condition, segmentRef } from '../../../model/conditions.ts'
import { calendarUnits } from '../../../model/date-ranges.ts'
import { duration } from '../../../model/duration.ts'
import { figure, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'
import { requestComparison, withComparison } from '../parts/time-comparison-request.ts'

/** People by interval as new, repeat, return and dormant. semantics §8.12 Active growth */
export const growthRequest = z.strictObject({
  kind: z.literal('growth'),
  ...requestCommon,
  ...requestComparison,
  where: condition.optional().meta({ description: 'any event when left out' }),
  interval: z.enum(calendarUnits).default('week'),
  lookback: duration.optional().meta({ description: 'before the range; all data when left out' }),
  compare: z.array(segmentRef).default([]),
})

export const growthRow = z.object({
  interval: z.string(),
  new: z.number(),
  repeat: z.number(),
  return: z.number(),
  dormant: z.number(),
  netGrowth: figure.meta({ description: '(new + return) / dormant' }),
})

export const growthResult = z.object({
  ...withComparison({
    rows: z.array(growthRow),
    compare: z.array(z.object({ segment: z.string(), rows: z.array(growthRow) })).optional(),
  }),
  meta: resultMeta,
})

export type GrowthRequest = z.infer<typeof growthRequest>
export type GrowthRow = z.infer<typeof growthRow>
export type GrowthResult = z.infer<typeof growthResult>
