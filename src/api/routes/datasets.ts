import { z } from '@hono/zod-openapi'
import { datasetTypes } from '../../model/definitions/dataset.ts'
import {
  batch,
  batchRemoved,
  datasetDescription,
  skippedCount,
  skippedRow,
} from '../../model/answers/datasets.ts'
import { fieldList, fieldValues } from '../../model/answers/fields.ts'
import { guessed, importOutcome } from '../../model/answers/imports.ts'
import { requestDenial } from '../../model/answers/policies.ts'
import { parseBody, readBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { omitUndefined } from '../application/apply.ts'
import { listRowDenials } from '../application/governance/list-denials.ts'

const byId = z.object({ id: z.string() })

const replay = z.strictObject({
  batch: z.number().int().positive().optional().meta({ description: 'all batches when left out' }),
  only: z
    .array(
      z.strictObject({
        batch: z.number().int().positive(),
        rowNumber: z.number().int().nonnegative(),
      }),
    )
    .min(1)
    .max(10_000)
    .optional()
    .meta({ description: 'these rows; others stay aside' }),
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
  reason: z.string().optional(),
  limit: z.coerce.number().int().positive().max(10_000).default(100),
  offset: z.coerce.number().int().nonnegative().default(0),
})

const fieldsAsked = z.object({
  field: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ description: 'paths of fields, each as a parameter of its own; all when left out' }),
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
        method: 'get',
        path: '/datasets/{id}/denials',
        summary: 'What policies have against taking its rows away as they came',
        params: byId,
        answer: z.array(requestDenial),
      },
      async ({ params, throughline }) => {
        const catalog = await throughline.catalog()
        return [...listRowDenials(catalog, catalog.dataset(params.id).id)]
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/datasets/{id}/fields',
        summary: 'How often fields have a value, and how many different ones',
        params: byId,
        query: fieldsAsked,
        answer: fieldList,
      },
      ({ params, query: { field }, inTurn, throughline }) =>
        inTurn('reports', () =>
          throughline.datasets.measureFields(
            params.id,
            field === undefined ? field : [field].flat(),
          ),
        ),
    ),
    endpoint(
      {
        method: 'get',
        path: '/datasets/{id}/fields/values',
        summary: 'The most frequent values of a field, and how numbers and times are spread',
        params: byId,
        query: z.object({ field: z.string().min(1).meta({ description: 'its path' }) }),
        answer: fieldValues,
      },
      ({ params, query: { field }, inTurn, throughline }) =>
        inTurn('reports', () => throughline.datasets.fieldValues(params.id, field)),
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
        method: 'get',
        path: '/datasets/{id}/skipped/counts',
        summary: 'How many rows are put aside, by batch and reason',
        params: byId,
        answer: z.array(skippedCount),
      },
      ({ params, throughline }) => throughline.datasets.countSkipped(params.id),
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
