import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { dateRangeRef } from '../../../model/date-ranges.ts'
import { explainPlace } from '../../../model/explain-place.ts'
import { dataViewRef } from '../../../model/ids.ts'

/** What every request has but its kind. */
export const requestCommon = {
  dataView: dataViewRef,
  dateRange: dateRangeRef,
  segments: z.array(segmentRef).default([]).meta({ description: 'all must hold' }),
  explain: z
    .union([z.boolean(), explainPlace])
    .default(false)
    .meta({ description: 'adds the plan in words to meta, and how a number came about' }),
}

/** Like requestCommon, but without a range all data is meant. */
export const requestCommonAnyTime = { ...requestCommon, dateRange: dateRangeRef.optional() }

export const reportContainer = z.enum(['person', 'session'])
export type ReportContainer = z.infer<typeof reportContainer>

/** A request of any kind. */
export type AnyRequest = z.output<z.ZodObject<typeof requestCommonAnyTime>> & {
  readonly kind: string
}
