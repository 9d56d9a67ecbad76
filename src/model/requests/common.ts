import { z } from 'zod'
import { segmentRef } from '../conditions.ts'
import { dateRangeRef } from '../date-ranges.ts'
import { id } from '../ids.ts'
import { item } from '../result.ts'

/**
 * A number of a result: a cell (`column` with `row`, without it the total), a row (an item, an interval,
 * a bucket's borders, the path of a breakdown), a step (from 1), or a node by its id. A cohort's cell has
 * its row's item and the number of its period.
 */
export const explainPlace = z.union([
  z.strictObject({
    row: z.union([item, z.array(item)]).optional(),
    column: z.union([z.string(), z.number().int()]),
  }),
  z.strictObject({ row: z.union([item, z.array(item)]) }),
  z.strictObject({ step: z.number().int().positive() }),
  z.strictObject({ node: z.string().min(1) }),
])

/** What every request has but its kind. */
export const requestCommon = {
  dataView: id,
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

export type ExplainPlace = z.infer<typeof explainPlace>
