import { z } from 'zod'
import { figure } from '../result.ts'
import type { AnswerOf } from './answer.ts'

const liftGroup = z.strictObject({
  people: z.number().meta({ description: 'who ever entered, with events since or without' }),
  sum: figure,
  mean: figure.meta({ description: 'per person' }),
  lower: figure.meta({ description: 'confidence sequence of the mean' }),
  upper: figure,
})

const liftMetric = z.strictObject({
  metric: z.string(),
  treated: liftGroup.meta({ description: 'delivered or not: as they were meant to be' }),
  heldOut: liftGroup,
  lift: figure.meta({ description: 'of the treated over the held out: 0.1 is 10 % more' }),
  liftLower: figure,
  liftUpper: figure,
  pValue: figure.meta({ description: 'anytime-valid: it may be looked at as often as one likes' }),
  confidence: figure,
  conclusive: z.boolean(),
})

/** What an audience’s people did from their entry on, beside those who were held out. */
export const audienceLift = z
  .strictObject({
    audience: z.string(),
    dataVersion: z.string(),
    dateRange: z.strictObject({ start: z.iso.datetime(), end: z.iso.datetime() }),
    alpha: z.number(),
    metrics: z.array(liftMetric),
  })
  .meta({ id: 'AudienceLift' })

export type AudienceLift = AnswerOf<typeof audienceLift>
export type LiftGroup = AnswerOf<typeof liftGroup>
