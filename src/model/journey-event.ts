import { z } from 'zod'
import { item } from './result.ts'

/** By dimension an item, or several of a list. */
export const itemsByDimension = z.record(z.string(), z.union([item, z.array(item)]))

/** An event of a person, as reports see it. */
export const journeyEvent = z.object({
  time: z.string().meta({ description: 'UTC, with milliseconds' }),
  localTime: z.string().meta({ description: 'in the data view’s time zone' }),
  place: z.number().meta({ description: 'among the person’s events of this time, from 1' }),
  dataset: z.string(),
  session: z.number().meta({ description: '1 for the person’s first' }),
  eventDepth: z.number(),
  secondsToNext: z.number().nullable(),
  inSegments: z.boolean(),
  marks: z.array(z.number()).optional().meta({
    description: 'places, from 0, of the marking segments that have the event',
  }),
  carried: z.array(z.string()).optional().meta({
    description: 'dimensions whose value is persisted from another event; absent without any',
  }),
  keptElements: z.record(z.string(), z.array(z.number())).optional().meta({
    description: 'by list, where a segment keeps elements: the places, from 0, of those it keeps',
  }),
  dimensions: itemsByDimension,
  metrics: z.record(z.string(), z.number()),
})

export type JourneyEvent = z.infer<typeof journeyEvent>
