import { z } from 'zod'
import { alertUnits } from '../alert-words.ts'
import { figure } from '../result.ts'
import type { AnswerOf } from './answer.ts'
import { isoInstant, recipient, runFields, standingFields } from './notices.ts'
import { requestDenial } from './policies.ts'

/** What a metric was in a period, and whether that is worth telling. */
const alertFinding = z.strictObject({
  metric: z.string(),
  name: z.string(),
  value: figure,
  expected: figure.meta({
    description: 'by what came before; null where too little did, and where no band is asked for',
  }),
  lower: figure.meta({ description: 'of the band around the expected value' }),
  upper: figure,
  before: figure.meta({ description: 'what a change is compared with' }),
  fired: z.boolean(),
  reason: z.string().meta({ description: 'what it was, in words' }),
})

/** A period that was looked at. */
export const alertPeriod = z.strictObject({
  item: z.string().meta({ description: 'as tables name it, such as 2026-01-31' }),
  start: isoInstant,
  end: isoInstant,
  fired: z.boolean(),
  findings: z.array(alertFinding).meta({ description: 'one per metric, in their order' }),
})

/** One evaluation: of a period, or of all that were missed. */
export const alertRun = z
  .strictObject({
    ...runFields,
    trigger: z.enum(['period', 'test']),
    periods: z.array(alertPeriod).meta({ description: 'the earliest first' }),
    skipped: z.number().meta({ description: 'older periods that were missed and not looked at' }),
    fired: z.boolean(),
  })
  .meta({ id: 'AlertRun' })

export const alertRuns = z.strictObject({
  rows: z.array(alertRun),
  next: z.string().nullable().meta({ description: 'to be given as `after` for the next page' }),
})

export const alertStatus = z
  .strictObject({
    ...standingFields,
    dataView: z.string(),
    granularity: z.enum(alertUnits),
    firedAt: isoInstant.nullable().meta({ description: 'when it fired last' }),
    lastRun: alertRun.nullable(),
  })
  .meta({ id: 'AlertStatus' })

export const alertList = z.strictObject({
  rows: z.array(alertStatus),
  sendsMail: z.boolean().meta({ description: 'whether the server has a mail server' }),
})

/** What an alert would have told of the last thirty periods. */
export const alertPreview = z.strictObject({
  granularity: z.enum(alertUnits),
  periods: z.array(alertPeriod),
  fired: z.number().meta({ description: 'in how many of them it would have fired' }),
  warnings: z.array(z.string()),
})

/** What a policy does not allow somebody to be told of an alert, because of which field. */
export const alertDenial = z
  .strictObject({ ...recipient, ...requestDenial.shape })
  .meta({ id: 'AlertDenial' })

export type AlertDenial = AnswerOf<typeof alertDenial>
export type AlertFinding = AnswerOf<typeof alertFinding>
export type AlertPeriod = AnswerOf<typeof alertPeriod>
export type AlertRun = AnswerOf<typeof alertRun>
export type AlertRuns = AnswerOf<typeof alertRuns>
export type AlertStatus = AnswerOf<typeof alertStatus>
export type AlertList = AnswerOf<typeof alertList>
export type AlertPreview = AnswerOf<typeof alertPreview>
