import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { item, resultMeta } from '../../../model/result.ts'
import { requestCommonAnyTime } from '../parts/request.ts'

/** One person's events as the engine sees them; all components when none are named. */
export const journeyRequest = z.strictObject({
  kind: z.literal('journey'),
  ...requestCommonAnyTime,
  person: z.string().min(1),
  dimensions: z.array(componentId).optional(),
  metrics: z.array(componentId).optional(),
  limit: z.number().int().positive().default(1000),
  offset: z.number().int().nonnegative().default(0),
})

export const journeyEvent = z.object({
  time: z.string().meta({ description: 'UTC, with milliseconds' }),
  localTime: z.string().meta({ description: 'in the data view’s time zone' }),
  dataset: z.string(),
  session: z.number().meta({ description: '1 for the person’s first' }),
  eventDepth: z.number(),
  secondsToNext: z.number().nullable(),
  inSegments: z.boolean(),
  keptElements: z.record(z.string(), z.array(z.number())).optional().meta({
    description: 'by list, where a segment keeps elements: the places, from 0, of those it keeps',
  }),
  dimensions: z.record(z.string(), z.union([item, z.array(item)])),
  metrics: z.record(z.string(), z.number()),
})

export const journeyResult = z.object({
  person: z.string(),
  events: z.array(journeyEvent),
  eventCount: z.number(),
  sessionCount: z.number(),
  meta: resultMeta,
})

export type JourneyRequest = z.infer<typeof journeyRequest>
export type JourneyEvent = z.infer<typeof journeyEvent>
export type JourneyResult = z.infer<typeof journeyResult>
