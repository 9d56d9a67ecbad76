import { z } from '@hono/zod-openapi'
import { audienceLift } from '../../model/answers/lift.ts'
import { readLift } from '../application/memberships/lift.ts'
import { endpoint, type Resource } from '../endpoint.ts'

const question = z.object({
  metrics: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ description: 'metrics, or calculated ones, one or several; events when left out' }),
  start: z.string().optional().meta({ description: 'from the first entry on when left out' }),
  end: z.string().optional().meta({ description: 'until now when left out' }),
  alpha: z.coerce.number().gt(0).lt(1).default(0.05),
})

/** What an audience brings, by those who are held out of it. */
export const liftResource: Resource = {
  tag: 'Audiences',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/audiences/{id}/lift',
        summary: 'What people did from their entry on, those delivered beside those held out',
        params: z.object({ id: z.string() }),
        query: question,
        answer: audienceLift,
      },
      async ({ params, query, throughline: { catalog, connections }, inTurn }) => {
        const { metrics = 'events', start, end, alpha } = query
        const dateRange =
          start === undefined
            ? undefined
            : { start, end: end ?? new Date(Date.now() + 1).toISOString() }
        const known = await catalog()
        const request = { audience: params.id, metrics: [metrics].flat(), dateRange, alpha }
        return inTurn('reports', () => readLift(known, connections, request))
      },
    ),
  ],
}
