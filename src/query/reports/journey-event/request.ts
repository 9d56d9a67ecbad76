import { z } from 'zod'
import { attribution } from '../../../model/attribution.ts'
import { componentId } from '../../../model/ids.ts'
import { journeyEvent } from '../../../model/journey-event.ts'
import { item, resultMeta } from '../../../model/result.ts'
import { requestCommonAnyTime } from '../parts/request.ts'

const creditQuestion = z.strictObject({
  metric: componentId.meta({ description: 'whose credit is spread' }),
  dimension: componentId.meta({ description: 'whose items are the touchpoints' }),
  attribution: attribution.optional().meta({ description: 'the metric’s own when left out' }),
})

/** One event of a person: where what it has is from, and what led to it. */
export const journeyEventRequest = z.strictObject({
  kind: z.literal('journey-event'),
  ...requestCommonAnyTime,
  person: z.string().min(1),
  time: z.iso.datetime({ offset: true }),
  place: z.number().int().positive().default(1).meta({
    description: 'among the person’s events of this time',
  }),
  dimensions: z.array(componentId).optional(),
  metrics: z.array(componentId).optional(),
  credit: z.array(creditQuestion).max(10).default([]).meta({
    description: 'the event as a conversion: which touchpoints have what of it',
  }),
})

const moment = z.object({
  time: z.string().meta({ description: 'UTC, with milliseconds' }),
  localTime: z.string().meta({ description: 'in the data view’s time zone' }),
  place: z.number().meta({ description: 'among the person’s events of this time, from 1' }),
  dataset: z.string(),
  session: z.number(),
})

const origin = moment.extend({ item })

const touch = moment.extend({
  item,
  credit: z.number(),
  share: z.number().nullable().meta({ description: 'of the amount; null where that is 0' }),
})

const spreadCredit = z.object({
  metric: z.string(),
  dimension: z.string(),
  attribution,
  amount: z.number().meta({ description: 'what the conversion is worth; 0: it is none' }),
  touches: z.array(touch).meta({
    description: 'that have credit, in the order of time; of models by item without their times',
  }),
  items: z
    .array(z.object({ item, credit: z.number() }))
    .optional()
    .meta({ description: 'of models that share by item: what each has, however often touched' }),
  none: z.number().meta({ description: 'what nobody has: there was no touchpoint' }),
})

export const journeyEventResult = z.object({
  person: z.string(),
  number: z.number().meta({ description: 'among all events of the person, from 1' }),
  event: journeyEvent,
  origins: z.record(z.string(), z.array(origin)).meta({
    description:
      'by persisting dimension: on which event each of its values was set, the own included',
  }),
  credit: z.array(spreadCredit),
  meta: resultMeta,
})

export type JourneyEventRequest = z.infer<typeof journeyEventRequest>
export type JourneyEventResult = z.infer<typeof journeyEventResult>
export type EventMoment = z.infer<typeof moment>
export type EventOrigin = z.infer<typeof origin>
export type SpreadCredit = z.infer<typeof spreadCredit>
export type CreditQuestion = JourneyEventRequest['credit'][number]
