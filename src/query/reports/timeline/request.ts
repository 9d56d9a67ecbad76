import { z } from 'zod'
import { condition } from '../../../model/conditions.ts'
import { componentId } from '../../../model/ids.ts'
import { item, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'

/** The event streams of some people, by session. semantics §8.12 Timeline */
export const timelineRequest = z.strictObject({
  kind: z.literal('timeline'),
  ...requestCommon,
  where: condition.optional().meta({ description: 'events to show; all when left out' }),
  dimension: componentId.optional().meta({ description: 'whose value is shown on each event' }),
  people: z.number().int().positive().max(100).default(10),
  seed: z
    .number()
    .int()
    .default(1)
    .meta({ description: 'which people; the same seed, the same people' }),
})

export const timelineEvent = z.object({
  time: z.string(),
  value: z.union([item, z.array(item)]),
  seconds: z.number().nullable().meta({ description: 'to the next event; null for the last' }),
})

export const timelineResult = z.object({
  people: z.array(
    z.object({
      person: z.string(),
      sessions: z.array(z.object({ session: z.number(), events: z.array(timelineEvent) })),
    }),
  ),
  meta: resultMeta,
})

export type TimelineRequest = z.infer<typeof timelineRequest>
export type TimelineEvent = z.infer<typeof timelineEvent>
export type TimelineResult = z.infer<typeof timelineResult>
