import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { ThroughlineError } from '../../model/errors.ts'
import { readJsonBody } from '../body.ts'
import {
  type RequestFailure,
  reportPlans,
  reportProgress,
  requestFailure,
  runningReport,
} from '../../model/answers/reports.ts'
import { printCsv } from '../../model/table.ts'
import { type ReportResult, reportKinds } from '../../query/reports/index.ts'
import { chooseTable, tabulateResults } from '../../query/reports/result-tables.ts'
import { refuseExportOf } from '../application/governance/governance.ts'
import type { ReportRunOptions } from '../application/reports.ts'
import { endpoint, eventsEndpoint, noContent, type Resource } from '../endpoint.ts'
import { showOutcomes } from './show-outcomes.ts'

const requestBody = { 'application/json': { $ref: '#/components/schemas/ReportRequests' } } as const
const byId = z.object({ id: z.string() })

const CSV = 'text/csv'

const forms = z.object({
  format: z
    .enum(['json', 'csv'])
    .optional()
    .meta({ description: 'csv, or the header `Accept: text/csv`: one table of the results' }),
  table: z.string().optional().meta({
    description:
      'which one, for csv: the main one when left out; of several requests `2.links`; the header `Throughline-Tables` names them',
  }),
})

const anyResult: z.ZodType<ReportResult> = z.union(
  Object.values(reportKinds).map(({ result }) => result),
)
const reportResults = z
  .union([anyResult, z.array(z.union([anyResult, requestFailure]))])
  .meta({ id: 'ReportResults' })

/** Running reports, watching and cancelling them. */
export const reportResource: Resource = {
  tag: 'Reports',
  endpoints: [
    endpoint(
      {
        method: 'post',
        path: '/reports',
        isReadOnly: true,
        summary:
          'Runs one request or an array of requests; `Cache-Control: no-cache` computes anew',
        query: forms,
        body: requestBody,
        answer: reportResults,
        otherForms: { [CSV]: { type: 'string' } },
      },
      async ({ query: { format, table }, context, throughline, inTurn }) => {
        const { id, body } = await identified(context)
        const fresh = context.req.header('cache-control')?.includes('no-cache') ?? false
        const options: ReportRunOptions = {
          id,
          fresh,
          signal: context.req.raw.signal,
          inTurn: (work, signal) => inTurn('reports', work, signal),
        }
        const answer = showOutcomes(await throughline.reports.run(body, options))
        if ((format ?? acceptedForm(context)) !== 'csv') return answer
        await refuseExportOf(await throughline.catalog(), throughline.reports, body)
        return csvResponse(body, answer, table)
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/reports/explain',
        isReadOnly: true,
        summary: 'The plan in words, the columns that are read, and the estimated cost',
        body: requestBody,
        answer: reportPlans,
      },
      async ({ context, throughline, inTurn }) => {
        const { body } = await identified(context)
        return showOutcomes(await inTurn('reports', () => throughline.reports.explain(body)))
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/reports',
        summary: 'Reports that are running now',
        answer: z.array(runningReport),
      },
      ({ throughline }) => throughline.reports.running.list(),
    ),
    eventsEndpoint(
      {
        method: 'get',
        path: '/reports/{id}/events',
        summary: 'Progress of a running report: events `progress` with the share done, then `end`',
        params: byId,
        event: reportProgress,
      },
      ({ params, throughline }) => {
        const run = throughline.reports.running.find(params.id)
        return async (send) => {
          await run.watch((share) => void send('progress', { share }))
          await send('end', { share: 1 })
        }
      },
    ),
    endpoint(
      {
        method: 'delete',
        path: '/reports/{id}',
        summary: 'Cancels a report',
        params: byId,
        answer: noContent,
      },
      ({ params, throughline }) => throughline.reports.running.find(params.id).cancel(),
    ),
  ],
}

function acceptedForm(context: Context): 'json' | 'csv' {
  const supports = ['application/json', CSV]
  const found = accepts(context, { header: 'Accept', supports, default: 'application/json' })
  return found === CSV ? 'csv' : 'json'
}

function csvResponse(
  body: unknown,
  answer: ReportResult | readonly (ReportResult | RequestFailure)[],
  name: string | undefined,
): Response {
  const tables = tabulateResults([body].flat(), [answer].flat())
  const headers = {
    'content-type': `${CSV}; charset=utf-8; header=present`,
    'throughline-tables': tables.map((table) => table.name).join(', '),
  }
  return new Response(printCsv(chooseTable(tables, name)), { headers })
}

/** The id that the client chose: the header `Report-Id`, or `id` beside the request or `requests`. */
async function identified(context: Context): Promise<{ id: string | undefined; body: unknown }> {
  const body = await readJsonBody(context)
  const header = context.req.header('report-id')
  if (!isRecord(body)) return { id: header, body }
  const { id, requests, ...request } = body
  if (id !== undefined && typeof id !== 'string') {
    throw new ThroughlineError('request/invalid', { reason: 'the id must be a text' }, ['id'])
  }
  return { id: header ?? id, body: requests ?? request }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
