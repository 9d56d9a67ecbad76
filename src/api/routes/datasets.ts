import { z } from '@hono/zod-openapi'
import { datasetTypes } from '../../model/definitions/dataset.ts'
import { parseAs } from '../../model/errors.ts'
import {
  batch,
  batchRemoved,
  datasetDescription,
  skippedRow,
} from '../../model/answers/datasets.ts'
import { importOutcome } from '../../model/answers/imports.ts'
import { jsonBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { defined } from '../throughline/apply.ts'

const tag = 'Datasets'
const byId = z.object({ id: z.string() })

const replay = z.strictObject({
  batch: z.number().int().positive().optional().meta({ description: 'all batches when left out' }),
  columns: z
    .array(z.string().min(1))
    .optional()
    .meta({ description: 'the header, for rows of delimited text' }),
  rows: z
    .array(z.looseObject({}))
    .optional()
    .meta({ description: 'corrected rows in the place of those that were put aside' }),
})

/** Datasets as they lie in the lake: rows, batches, rows that were put aside. */
export const datasets: Resource = (api, { datasets: door }) => {
  endpoint(
    api,
    {
      method: 'get',
      path: '/datasets',
      summary: 'All datasets with rows and freshness',
      tag,
      answer: z.array(datasetDescription),
    },
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
      answer: datasetDescription,
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
      answer: importOutcome,
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
      answer: z.array(batch),
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
      answer: z.array(skippedRow),
    },
    ({ params, query: { batch, ...page } }) =>
      door.skipped(params.id, batch === undefined ? page : { ...page, batch }),
  )
  endpoint(
    api,
    {
      method: 'post',
      path: '/datasets/{id}/skipped/replay',
      summary: 'Imports rows that were put aside once more, as they are or corrected (`rows`)',
      tag,
      params: byId,
      body: { 'application/json': replay },
      answer: importOutcome,
    },
    async ({ params, context }) =>
      door.replay(params.id, defined(parseAs(replay, await jsonBody(context), 'request/invalid'))),
  )
  endpoint(
    api,
    {
      method: 'delete',
      path: '/datasets/{id}/batches/{batch}',
      summary: 'Takes a batch out, of the connections too',
      tag,
      params: z.object({ id: z.string(), batch: z.coerce.number().int().positive() }),
      answer: batchRemoved,
    },
    async ({ params }) => ({ connections: await door.deleteBatch(params.id, params.batch) }),
  )
}
