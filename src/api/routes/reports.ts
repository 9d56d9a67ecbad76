import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { ThroughlineError } from '../../model/errors.ts'
import { readJsonBody } from '../body.ts'
import { reportPlans, reportProgress, runningReport } from '../../model/answers/reports.ts'
import { type ReportResult, reportKinds } from '../../query/reports/index.ts'
import { endpoint, eventsEndpoint, noContent, type Resource } from '../endpoint.ts'

const requestBody = { 'application/json': { $ref: '#/components/schemas/ReportRequests' } } as const
const byId = z.object({ id: z.string() })

const anyResult: z.ZodType<ReportResult> = z.union(
  Object.values(reportKinds).map(({ result }) => result),
)
const reportResults = z.union([anyResult, z.array(anyResult)]).meta({ id: 'ReportResults' })

/** Running reports, watching and cancelling them. */
export const reportResource: Resource = {
  tag: 'Reports',
  endpoints: [
    endpoint(
      {
        method: 'post',
        path: '/reports',
        summary:
          'Runs one request or an array of requests; `Cache-Control: no-cache` computes anew',
        body: requestBody,
        answer: reportResults,
      },
      async ({ context, throughline }) => {
        const { id, body } = await identified(context)
        const fresh = context.req.header('cache-control')?.includes('no-cache') ?? false
        return throughline.reports.run(body, { id, fresh, signal: context.req.raw.signal })
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/reports/explain',
        summary: 'The plan in words, the columns that are read, and the estimated cost',
        body: requestBody,
        answer: reportPlans,
      },
      async ({ context, throughline }) =>
        throughline.reports.explain((await identified(context)).body),
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
