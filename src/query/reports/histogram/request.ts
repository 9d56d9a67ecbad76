import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'

/** Containers by the value of a metric in them. semantics §8.9 */
export const histogramRequest = z.strictObject({
  kind: z.literal('histogram'),
  ...requestCommon,
  container: z.enum(['person', 'session', 'event']).default('person'),
  metric: componentId,
  start: z.number().nonnegative().default(1),
  buckets: z.number().int().positive().max(50).default(5),
  size: z.number().positive().default(1),
})

export const histogramBucket = z.object({ from: z.number(), to: z.number(), count: z.number() })

export const histogramResult = z.object({ buckets: z.array(histogramBucket), meta: resultMeta })

export type HistogramRequest = z.infer<typeof histogramRequest>
export type HistogramBucket = z.infer<typeof histogramBucket>
export type HistogramResult = z.infer<typeof histogramResult>
