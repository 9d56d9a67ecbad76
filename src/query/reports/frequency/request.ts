import { z } from 'zod'
import { condition, segmentRef } from '../../../model/conditions.ts'
import { calendarUnits } from '../../../model/date-ranges.ts'
import { figure, resultMeta } from '../../../model/result.ts'
import { reportContainer, requestCommon } from '../parts/request.ts'
import { requestComparison, withComparison } from '../parts/time-comparison-request.ts'

const MOST_BUCKETS = 1000

const listedBucket = z
  .tuple([z.number().int().positive(), z.number().int().positive().nullable()])
  .refine(([from, to]) => to === null || from <= to, 'a bucket ends before it begins')

const evenBuckets = z
  .strictObject({
    from: z.number().int().positive(),
    to: z.number().int().positive(),
    size: z.number().int().positive().default(1),
  })
  .refine(({ from, to }) => from <= to, {
    message: 'the buckets end before they begin',
    path: ['to'],
  })
  .refine(({ from, to, size }) => (to - from) / size < MOST_BUCKETS, {
    message: `at most ${MOST_BUCKETS} buckets`,
    path: ['to'],
  })

/** Buckets listed as [from, to] (both included), or from–to in steps of size, more than to in the last. */
export const frequencyBuckets = z.union([
  z.array(listedBucket).min(1).max(MOST_BUCKETS),
  evenBuckets,
])

/** How many people did it once, twice… semantics §8.12 Frequency */
export const frequencyRequest = z.strictObject({
  kind: z.literal('frequency'),
  ...requestCommon,
  ...requestComparison,
  where: condition,
  container: reportContainer.default('person'),
  buckets: frequencyBuckets.optional().meta({ description: '1 to 9 and 10 or more when left out' }),
  distinct: z
    .enum(['hour', ...calendarUnits])
    .optional()
    .meta({ description: 'counts different hours, days … instead of events' }),
  interval: z.enum(calendarUnits).optional().meta({ description: 'trended: buckets per interval' }),
  compare: z.array(segmentRef).max(3).default([]),
})

export const frequencyBucket = z.object({
  from: z.number(),
  to: z.number().nullable().meta({ description: 'included; null: no end' }),
  count: z.number(),
  share: figure,
})

export const frequencyResult = z.object({
  ...withComparison({
    buckets: z.array(frequencyBucket),
    total: z.number(),
    intervals: z
      .array(z.object({ interval: z.string(), buckets: z.array(frequencyBucket) }))
      .optional(),
    compare: z
      .array(
        z.object({ segment: z.string(), buckets: z.array(frequencyBucket), total: z.number() }),
      )
      .optional(),
  }),
  meta: resultMeta,
})

export type FrequencyBuckets = z.infer<typeof frequencyBuckets>
export type FrequencyRequest = z.infer<typeof frequencyRequest>
export type FrequencyBucket = z.infer<typeof frequencyBucket>
export type FrequencyResult = z.infer<typeof frequencyResult>
