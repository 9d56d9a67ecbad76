import { z } from 'zod'
import type { AnswerOf } from './answer.ts'
import { problem } from './problem.ts'

/** Whether the server answers, and whether its stores do. */
export const health = z.strictObject({
  status: z.enum(['ok', 'ready', 'not ready']),
  problem: problem.optional(),
})

export type Health = AnswerOf<typeof health>
