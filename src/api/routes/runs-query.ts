import { z } from '@hono/zod-openapi'

/** A page of runs, the latest first. */
export const runsQuery = z.object({
  limit: z.coerce.number().int().positive().max(1000).default(100),
  after: z.string().optional().meta({ description: '`next` of the page before' }),
})
