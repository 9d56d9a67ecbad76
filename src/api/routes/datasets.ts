import { z } from '@hono/zod-openapi'
import { datasetTypes } from '../../model/definitions/dataset.ts'
import { endpoint, type Resource } from '../endpoint.ts'

const tag = 'Datasets'
const byId = z.object({ id: z.string() })

/** Datasets as they lie in the lake: rows, batches, rows that were put aside. */
export const datasets: Resource = (api, { datasets: door }) => {
  endpoint(
    api,
    { method: 'get', path: '/datasets', summary: 'All datasets with rows and freshness', tag },
    () => door.list(),
  )
  endpoint(
    api,
    {
      method: 'get',
      path: '/datasets/{id}',
      summary: 'A dataset with its schema, rows and freshness',
      tag,
      params: byId,
    },
    ({ params }) => door.describe(params.id),
  )
  endpoint(
    api,
    {
      method: 'post',
      path: '/datasets/{id}/rows',
      summary: 'Adds rows: a JSON array or JSON lines; durable when answered',
      tag,
      params: byId,
      query: z.object({ kind: z.enum(datasetTypes).optional() }),
      body: {
        'application/json': z.array(z.looseObject({})),
        'application/x-ndjson': { type: 'string' },
      },
    },
    async ({ params, query, context }) => {
      const body = new Uint8Array(await context.req.arrayBuffer())
      return door.importRows(params.id, body, query.kind === undefined ? {} : { kind: query.kind })
    },
  )
  endpoint(
    api,
    {
      method: 'get',
      path: '/datasets/{id}/batches',
      summary: 'Imports, the latest first: rows read, added, skipped by reason',
      tag,
      params: byId,
    },
    ({ params }) => door.batches(params.id),
  )
  endpoint(
    api,
    {
      method: 'get',
      path: '/datasets/{id}/skipped',
      summary: 'Rows that were put aside, with the reason and their text',
      tag,
      params: byId,
      query: z.object({
        batch: z.coerce.number().int().positive().optional(),
        limit: z.coerce.number().int().positive().max(10_000).default(100),
        offset: z.coerce.number().int().nonnegative().default(0),
      }),
    },
    ({ params, query: { batch, ...page } }) =>
      door.skipped(params.id, batch === undefined ? page : { ...page, batch }),
  )
  endpoint(
    api,
    {
      method: 'delete',
      path: '/datasets/{id}/batches/{batch}',
      summary: 'Takes a batch out, of the connections too',
      tag,
      params: z.object({ id: z.string(), batch: z.coerce.number().int().positive() }),
    },
    async ({ params }) => ({ connections: await door.deleteBatch(params.id, params.batch) }),
  )
}
