import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { componentId } from '../../../model/ids.ts'
import { itemsByDimension, type JourneyEvent, journeyEvent } from '../../../model/journey-event.ts'
import { resultMeta } from '../../../model/result.ts'
import { requestCommonAnyTime } from '../parts/request.ts'

/** One person's events as the engine sees them; all components when none are named. */
export const journeyRequest = z.strictObject({
  kind: z.literal('journey'),
  ...requestCommonAnyTime,
  person: z.string().min(1),
  dimensions: z.array(componentId).optional(),
  metrics: z.array(componentId).optional(),
  datasets: z.array(z.string()).optional().meta({ description: 'only events of these' }),
  search: z.string().optional().meta({
    description: 'only events with this text in an item of one of the dimensions, in any case',
  }),
  marks: z.array(segmentRef).max(20).default([]).meta({
    description: 'segments that say of each event whether they have it',
  }),
  overview: z.boolean().default(false).meta({ description: 'adds all sessions and datasets' }),
  limit: z.number().int().positive().default(1000),
  offset: z.number().int().nonnegative().default(0),
})

const journeySession = z.object({
  session: z.number(),
  start: z.string().meta({ description: 'of its first event in the range; UTC' }),
  end: z.string().meta({ description: 'of its last' }),
  localStart: z.string().meta({ description: 'in the data view’s time zone' }),
  localEnd: z.string(),
  datasets: z.array(z.string()),
  eventCount: z.number(),
  foundCount: z.number().meta({ description: 'of these, what the datasets and the search keep' }),
  entry: itemsByDimension.meta({ description: 'the dimensions of its first event' }),
})

const journeyOverview = z.object({
  sessions: z.array(journeySession),
  datasets: z.array(z.object({ dataset: z.string(), eventCount: z.number() })),
  marked: z.array(z.number()).meta({ description: 'events per marking segment' }),
})

export const journeyResult = z.object({
  person: z.string(),
  events: z.array(journeyEvent),
  eventCount: z.number().meta({ description: 'in the range' }),
  foundCount: z.number().meta({ description: 'of these, what the datasets and the search keep' }),
  sessionCount: z.number(),
  overview: journeyOverview.optional(),
  meta: resultMeta,
})

export type JourneyRequest = z.infer<typeof journeyRequest>
export type { JourneyEvent }
export type JourneyResult = z.infer<typeof journeyResult>
export type JourneyOverview = z.infer<typeof journeyOverview>
