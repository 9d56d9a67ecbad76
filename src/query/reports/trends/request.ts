import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { componentId } from '../../../model/ids.ts'
import { expectation, figure, item, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'
import { trendLineKind } from '../../../model/trend-line.ts'
import { criterion } from '../../../model/criterion.ts'
import { requestComparison, withComparison } from '../parts/time-comparison-request.ts'

/** How often and by how many something is done, over time. semantics §8.12 Trends */
export const trendsRequest = z
  .strictObject({
    kind: z.literal('trends'),
    ...requestCommon,
    ...requestComparison,
    events: z.array(criterion).max(5).default([]),
    metrics: z.array(componentId).max(5).default([]),
    countedAs: z
      .enum([
        'people',
        'events',
        'sessions',
        'share-of-people',
        'events-per-session',
        'events-per-person',
      ])
      .default('people')
      .meta({ description: 'of events' }),
    interval: z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']).default('day'),
    compare: z.array(segmentRef).max(5).default([]),
    breakdown: componentId.optional(),
    limit: z.number().int().positive().default(20).meta({ description: 'items of the breakdown' }),
    anomalies: z.boolean().default(false).meta({ description: 'adds what was to be expected' }),
    trendLine: trendLineKind.optional(),
  })
  .refine((request) => request.events.length + request.metrics.length > 0, {
    message: 'give events or metrics',
    path: ['events'],
  })

export const trendsSeries = z.object({
  name: z.string(),
  segment: z.string().nullable(),
  item: item.optional(),
  points: z.array(z.object({ interval: z.string(), value: figure })),
  total: figure,
  expectations: z
    .array(expectation.nullable())
    .optional()
    .meta({ description: 'one per point, when anomalies are asked for' }),
  trendLine: z
    .array(figure)
    .optional()
    .meta({ description: 'one per point, null where it has no line' }),
})

export const trendsResult = z.object({
  ...withComparison({ series: z.array(trendsSeries) }),
  meta: resultMeta,
})

export type TrendsRequest = z.infer<typeof trendsRequest>
export type TrendsSeries = z.infer<typeof trendsSeries>
export type TrendsResult = z.infer<typeof trendsResult>
