import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

/** What two people made of the same; null is nothing. */
const disagreement = z
  .strictObject({
    panel: z.string().nullable().meta({ description: 'null of a field of the project' }),
    field: z.string().meta({ description: 'what both touched, such as panels/sales or name' }),
    yours: z.unknown(),
    theirs: z.unknown().meta({ description: 'as it is now' }),
    author: z.string().meta({ description: 'who changed it' }),
    revision: z.number().meta({ description: 'in which step' }),
  })
  .meta({ id: 'Disagreement' })

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
    conflict: z.array(disagreement).optional().meta({ description: 'both sides, of a project' }),
    expectedNumber: z.number().optional().meta({ description: 'of the next step of a client' }),
    requestId: z.string().optional().meta({ description: 'of internal errors, as in the log' }),
  })
  .meta({ id: 'Problem' })

export type Problem = AnswerOf<typeof problem>
export type Disagreement = AnswerOf<typeof disagreement>
