import { z } from 'zod'
import { instantSchema } from '../../../model/date-ranges.ts'
import { figure, resultMeta } from '../../../model/result.ts'
import { requestCommonAnyTime } from '../parts/request.ts'
import { criterion } from '../../../model/criterion.ts'

/**
 * Equal periods before and after a date (release impact) or before and after each person's first
 * use (a criterion). semantics §8.12
 */
export const impactRequest = z.strictObject({
  kind: z.literal('impact'),
  ...requestCommonAnyTime,
  at: z.union([instantSchema, criterion]),
  days: z.number().int().positive().max(3660).default(14),
  interval: z
    .enum(['day', 'week', 'month', 'quarter'])
    .default('day')
    .meta({ description: 'what the points are of; each is named by its first day' }),
  measures: z.array(criterion).min(1),
})

export const impactPeriod = z.object({
  people: z.number(),
  events: z.number(),
  sessions: z.number(),
  shareOfPeople: figure,
  eventsPerPerson: figure,
})

export const impactChanges = z.object({
  people: figure,
  events: figure,
  sessions: figure,
  shareOfPeople: figure,
  eventsPerPerson: figure,
})

export const impactMeasure = z.object({
  name: z.string(),
  before: impactPeriod,
  after: impactPeriod,
  change: figure.meta({ description: '(after − before) / before of events' }),
  changes: impactChanges.optional().meta({ description: 'the same of every figure' }),
  days: z.array(z.object({ day: z.number(), events: z.number(), people: z.number() })).optional(),
})

export const impactResult = z.object({ measures: z.array(impactMeasure), meta: resultMeta })

export type ImpactRequest = z.infer<typeof impactRequest>
export type ImpactPeriod = z.infer<typeof impactPeriod>
export type ImpactMeasure = z.infer<typeof impactMeasure>
export type ImpactResult = z.infer<typeof impactResult>
