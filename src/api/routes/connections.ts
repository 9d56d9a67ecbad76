import { z } from '@hono/zod-openapi'
import { listMissingPersons, loadJourney } from '../../lake/journey/index.ts'
import {
  connectionStatus,
  lakeRows,
  refreshProgress,
  refreshReport,
} from '../../model/answers/connections.ts'
import { endpoint, longEndpoint, type Resource } from '../endpoint.ts'

const tag = 'Connections'
const byId = z.object({ id: z.string() })

/** What a connection's journey table holds, and building it. */
export const connections: Resource = (api, { lake, connections: door }) => {
  endpoint(
    api,
    {
      method: 'get',
      path: '/connections/{id}/status',
      summary: 'Freshness, rows by dataset and progress of the build',
      tag,
      params: byId,
      answer: connectionStatus,
    },
    ({ params }) => door.status(params.id),
  )
  longEndpoint(
    api,
    {
      method: 'post',
      path: '/connections/{id}/refresh',
      summary: 'Builds the journey table now; with `Accept: text/event-stream`, with progress',
      tag,
      params: byId,
      answer: refreshReport,
      progress: refreshProgress,
    },
    ({ params }) =>
      (onProgress) =>
        door.refresh(params.id, (share) => onProgress({ share })),
  )
  endpoint(
    api,
    {
      method: 'get',
      path: '/connections/{id}/missing-persons',
      summary: 'Rows of an event dataset that are not in the journey for want of a person',
      tag,
      params: byId,
      query: z.object({
        dataset: z.string(),
        limit: z.coerce.number().int().positive().max(10_000).default(100),
      }),
      answer: lakeRows,
    },
    async ({ params, query }) => {
      await door.status(params.id)
      const journey = await loadJourney(lake, params.id)
      return journey === null ? [] : listMissingPersons(lake, journey, query.dataset, query.limit)
    },
  )
}
