import { z } from 'zod'
import { type AnswerOf, instant, share } from './answer.ts'
import { explanation } from '../result.ts'
import { comparison } from './comparison.ts'
import { problem } from './problem.ts'

/** What a request would compute and read. */
export const reportPlan = z
  .strictObject({
    plan: z.array(z.string()).meta({ description: 'one sentence per rule' }),
    columns: z.array(z.string()),
    cost: z.strictObject({ events: z.number(), people: z.number(), operators: z.number() }),
    explanation: explanation.optional().meta({ description: 'where a number is compared' }),
    comparison: comparison.optional(),
  })
  .meta({ id: 'ReportPlan' })

/** What stands in the place of a request that failed, in the answer to an array of them. */
export const requestFailure = z.strictObject({ error: problem }).meta({ id: 'RequestFailure' })

/** One request, or an array of them with plans in the same order. */
export const reportPlans = z.union([reportPlan, z.array(z.union([reportPlan, requestFailure]))])

export const runningReport = z
  .strictObject({
    id: z.string(),
    kinds: z.array(z.string()),
    startedAt: instant,
    progress: share,
  })
  .meta({ id: 'RunningReport' })

export const reportProgress = z.strictObject({ share }).meta({ id: 'ReportProgress' })

/** People behind a number, in the order of their ids. */
export const peopleBehindNumber = z
  .strictObject({
    definition: z.string().meta({ description: 'what the number says' }),
    count: z.number().meta({ description: 'of all of them' }),
    people: z.array(z.string()),
  })
  .meta({ id: 'PeopleBehindNumber' })

export type RequestFailure = AnswerOf<typeof requestFailure>
export type ReportPlan = AnswerOf<typeof reportPlan>
export type RunningReport = AnswerOf<typeof runningReport>
export type ReportProgress = AnswerOf<typeof reportProgress>
export type PeopleBehindNumber = AnswerOf<typeof peopleBehindNumber>
