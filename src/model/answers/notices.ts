import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

export const isoInstant = z.string().meta({ description: 'ISO 8601, UTC' })

export const runProblem = z
  .strictObject({ code: z.string(), message: z.string() })
  .meta({ description: 'why it could not be worked out; it is tried again' })

/** Somebody who is told. */
export const recipient = {
  to: z.string().meta({ description: 'an e-mail address, or the id of a destination' }),
  by: z.enum(['email', 'destination']),
}

/** What became of telling somebody. */
export const sentNotice = z.strictObject({
  ...recipient,
  state: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.number(),
  at: isoInstant.nullable().meta({ description: 'of the last attempt' }),
  nextAt: isoInstant.nullable().meta({ description: 'when it is tried again' }),
  problem: z.string().nullable().meta({ description: 'why the last attempt failed' }),
})

export type SentNotice = AnswerOf<typeof sentNotice>

/** What every run of an alert or a schedule says. */
export const runFields = {
  id: z.string(),
  at: isoInstant,
  problem: runProblem.nullable(),
  warnings: z.array(z.string()),
  sent: z.array(sentNotice),
}

/** What every alert and schedule says of how it stands. */
export const standingFields = {
  id: z.string(),
  name: z.string().optional(),
  state: z.enum(['ready', 'paused', 'expired', 'failed']).meta({
    description: 'failed: the last run could not be worked out, or did not reach everybody',
  }),
  nextAt: isoInstant.nullable().meta({ description: 'when it happens next' }),
  problem: z.string().nullable().meta({ description: 'of the last run' }),
}
