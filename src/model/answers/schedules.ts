import { z } from 'zod'
import { scheduleFormats } from '../definitions/schedule.ts'
import type { AnswerOf } from './answer.ts'
import { isoInstant, recipient, runFields, standingFields } from './notices.ts'
import { projectDenial } from './policies.ts'

/** A project that was sent. */
export const scheduleRun = z
  .strictObject({
    ...runFields,
    trigger: z.enum(['calendar', 'by-hand']),
    tables: z
      .array(z.strictObject({ name: z.string(), rows: z.number() }))
      .meta({ description: 'what was in it' }),
  })
  .meta({ id: 'ScheduleRun' })

export const scheduleRuns = z.strictObject({
  rows: z.array(scheduleRun),
  next: z.string().nullable().meta({ description: 'to be given as `after` for the next page' }),
})

export const scheduleStatus = z
  .strictObject({
    ...standingFields,
    project: z.string(),
    sentAt: isoInstant.nullable().meta({ description: 'when it ran last' }),
    lastRun: scheduleRun.nullable(),
  })
  .meta({ id: 'ScheduleStatus' })

export const scheduleList = z.strictObject({
  rows: z.array(scheduleStatus),
  sendsMail: z.boolean().meta({ description: 'whether the server has a mail server' }),
  formats: z.array(z.enum(scheduleFormats)).meta({
    description: 'those that can be made here: pdf where a Chromium is found',
  }),
})

/** What a policy does not allow to send to somebody, of which visualization, because of which field. */
export const scheduleDenial = z
  .strictObject({ ...recipient, ...projectDenial.shape })
  .meta({ id: 'ScheduleDenial' })

export type ScheduleDenial = AnswerOf<typeof scheduleDenial>
export type ScheduleRun = AnswerOf<typeof scheduleRun>
export type ScheduleRuns = AnswerOf<typeof scheduleRuns>
export type ScheduleStatus = AnswerOf<typeof scheduleStatus>
export type ScheduleList = AnswerOf<typeof scheduleList>
