import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

/** RFC 9457, with the code of the error table and the path into the definition or request. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    path: z.string().meta({ description: 'the wrong place: columns[2].metric' }),
    hint: z.string().optional(),
    retry: z.enum(['never', 'later', 'after-user-action']).optional(),
    requestId: z.string().optional().meta({ description: 'of internal errors, as in the log' }),
  })
  .meta({ id: 'Problem' })

export type Problem = AnswerOf<typeof problem>
