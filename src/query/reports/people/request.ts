import { z } from 'zod'
import { resultMeta } from '../../../model/result.ts'
import { requestCommonAnyTime } from '../parts/request.ts'

/** The person ids behind an answer, in the order of ids. */
export const peopleRequest = z.strictObject({
  kind: z.literal('people'),
  ...requestCommonAnyTime,
  limit: z.number().int().positive().default(100),
  offset: z.number().int().nonnegative().default(0),
})

export const peopleResult = z.object({
  people: z.array(z.string()),
  count: z.number(),
  meta: resultMeta,
})

export type PeopleRequest = z.infer<typeof peopleRequest>
export type PeopleResult = z.infer<typeof peopleResult>
