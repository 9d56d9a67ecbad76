import { z } from '@hono/zod-openapi'
import { datasetTypes } from '../../model/definitions/dataset.ts'
import {
  batch,
  batchRemoved,
  datasetDescription,
  skippedRow,
} from '../../model/answers/datasets.ts'
import { guessed, importOutcome } from '../../model/answers/imports.ts'
import { parseBody, readBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { omitUndefined } from '../application/apply.ts'

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

const skippedPage = z.object({
  batch: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().positive().max(10_000).default(100),
  offset: z.coerce.number().int().nonnegative().default(0),
})

/** Datasets as they lie in the lake: rows, batches, rows that were put aside. */
export const datasetResource: Resource = {
  tag: 'Datasets',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/datasets',
        summary: 'All datasets with rows and freshness',
        answer: z.array(datasetDescription),
      },
      ({ throughline }) => throughline.datasets.list(),
    ),
    endpoint(
      {
        method: 'get',
        path: '/datasets/{id}',
        summary: 'A dataset with its schema, rows and freshness',
        params: byId,
        answer: datasetDescription,
      },
      ({ params, throughline }) => throughline.datasets.describe(params.id),
    ),
    endpoint(
      {
        method: 'get',
        path: '/datasets/{id}/guessed',
        summary: 'Which field seems to name the person of its rows, and which others could',
        params: byId,
        answer: guessed,
      },
      ({ params, throughline }) => throughline.datasets.guess(params.id),
    ),
    endpoint(
      {
        method: 'post',
        path: '/datasets/{id}/rows',
        summary: 'Adds rows: a JSON array or JSON lines; durable when answered',
        params: byId,
        query: z.object({ kind: z.enum(datasetTypes).optional() }),
        body: {
          'application/json': z.array(z.looseObject({})),
          'application/x-ndjson': { type: 'string' },
        },
        answer: importOutcome,
      },
      async ({ params, query, context, throughline }) => {
        const body = await readBody(context)
        return throughline.datasets.importRows(params.id, body, omitUndefined(query))
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/datasets/{id}/batches',
        summary: 'Imports, the latest first: rows read, added, skipped by reason',
        params: byId,
        answer: z.array(batch),
      },
      ({ params, throughline }) => throughline.datasets.batches(params.id),
    ),
    endpoint(
      {
        method: 'get',
        path: '/datasets/{id}/skipped',
        summary: 'Rows that were put aside, with the reason and their text',
        params: byId,
        query: skippedPage,
        answer: z.array(skippedRow),
      },
      ({ params, query, throughline }) =>
        throughline.datasets.skipped(params.id, omitUndefined(query)),
    ),
    endpoint(
      {
        method: 'post',
        path: '/datasets/{id}/skipped/replay',
        summary: 'Imports rows that were put aside once more, as they are or corrected (`rows`)',
        params: byId,
        body: { 'application/json': replay },
        answer: importOutcome,
      },
      async ({ params, context, throughline }) =>
        throughline.datasets.replay(params.id, omitUndefined(await parseBody(replay, context))),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/datasets/{id}/batches/{batch}',
        summary: 'Takes a batch out, of the connections too',
        params: z.object({ id: z.string(), batch: z.coerce.number().int().positive() }),
        answer: batchRemoved,
      },
      async ({ params: { id, batch }, throughline }) => ({
        connections: await throughline.datasets.deleteBatch(id, batch),
      }),
    ),
  ],
}
