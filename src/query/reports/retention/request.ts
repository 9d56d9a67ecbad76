import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { figure, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'
import { criterion } from '../../../model/criterion.ts'
import { requestComparison, withComparison } from '../parts/time-comparison-request.ts'

const bracket = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])

/** Elapsed time since the start event, not calendar periods. semantics §8.12 Retention */
export const retentionRequest = z.strictObject({
  kind: z.literal('retention'),
  ...requestCommon,
  ...requestComparison,
  start: criterion,
  return: z.union([criterion, z.array(criterion).min(1)]),
  unit: z.enum(['day', 'week', 'month']).default('day'),
  brackets: z
    .array(bracket)
    .optional()
    .meta({ description: 'first and last unit of each, both included; 1 to 7 when left out' }),
  mode: z.enum(['on', 'on-or-after']).default('on'),
  entry: z.enum(['first-ever', 'first-in-range', 'each']).default('first-in-range'),
  compare: z.array(segmentRef).default([]),
})

export const retentionBracket = z.object({
  from: z.number(),
  to: z.number(),
  count: z.number(),
  rate: figure,
})

export const retentionResult = z.object({
  ...withComparison({
    series: z.array(
      z.object({
        segment: z.string().nullable(),
        included: z.number(),
        brackets: z.array(retentionBracket),
      }),
    ),
  }),
  meta: resultMeta,
})

export type RetentionRequest = z.infer<typeof retentionRequest>
export type RetentionBracket = z.infer<typeof retentionBracket>
export type RetentionResult = z.infer<typeof retentionResult>
