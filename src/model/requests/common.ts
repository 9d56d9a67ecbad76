import { z } from 'zod'
import { segmentRef } from '../conditions.ts'
import { dateRangeRef } from '../date-ranges.ts'
import { id } from '../ids.ts'

/** What every request has but its kind. */
export const requestCommon = {
  dataView: id,
  dateRange: dateRangeRef,
  segments: z.array(segmentRef).default([]).meta({ description: 'all must hold' }),
  explain: z.boolean().default(false).meta({ description: 'adds the plan in words to meta' }),
}

/** Like requestCommon, but without a range all data is meant. */
export const requestCommonAnyTime = { ...requestCommon, dateRange: dateRangeRef.optional() }

export const reportContainer = z.enum(['person', 'session'])
export type ReportContainer = z.infer<typeof reportContainer>
