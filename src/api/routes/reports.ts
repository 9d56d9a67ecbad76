import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { ThroughlineError } from '../../model/errors.ts'
import { parseBody, readJsonBody } from '../body.ts'
import { explainPlace } from '../../model/explain-place.ts'
import {
  peopleBehindNumber,
  type RequestFailure,
  reportPlans,
  reportProgress,
  requestFailure,
  runningReport,
} from '../../model/answers/reports.ts'
import { requestDenial } from '../../model/answers/policies.ts'
import { printCsv } from '../../model/table.ts'
import { type ReportResult, reportKinds } from '../../query/reports/index.ts'
import { chooseTable, tabulateResults } from '../../query/reports/result-tables.ts'
import { askForAllRows } from '../all-rows.ts'
import { printParquet } from '../print-parquet.ts'
import { refuseExportOf } from '../application/governance/governance.ts'
import { listRequestDenials } from '../application/governance/list-denials.ts'
import type { ReportRunOptions } from '../application/reports.ts'
import { endpoint, eventsEndpoint, noContent, type Resource } from '../endpoint.ts'
import { showOutcomes } from './show-outcomes.ts'

const requestBody = { 'application/json': { $ref: '#/components/schemas/ReportRequests' } } as const
const explainBody = {
  'application/json': { $ref: '#/components/schemas/ExplainRequests' },
} as const
const byId = z.object({ id: z.string() })

/** Forms of an answer that are one table of it. */
const exported = { csv: 'text/csv', parquet: 'application/vnd.apache.parquet' } as const

type Exported = keyof typeof exported

const peopleQuestion = z.strictObject({
  request: z
    .record(z.string(), z.unknown())
    .meta({ description: 'of the report, with the place of the number as `explain`' }),
  except: explainPlace
    .optional()
    .meta({ description: 'without the people behind another number of the same answer' }),
  limit: z.number().int().positive().max(10_000).default(100),
  offset: z.number().int().nonnegative().default(0),
})

const forms = z.object({
  format: z
    .enum(['json', 'csv', 'parquet'])
    .optional()
    .meta({ description: 'csv, or the header `Accept: text/csv`: one table of the results' }),
  rows: z
    .enum(['asked', 'all'])
    .optional()
    .meta({ description: 'all: every row of freeform tables, whatever their limit and offset' }),
  table: z.string().optional().meta({
    description:
      'which one, for csv and parquet: the main one when left out; of several requests `2.links`; the header `Throughline-Tables` names them',
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
        otherForms: {
          [exported.csv]: { type: 'string' },
          [exported.parquet]: { type: 'string' },
        },
      },
      async ({ query: { format, rows, table }, context, throughline, inTurn }) => {
        const { id, body } = await identified(context)
        const fresh = context.req.header('cache-control')?.includes('no-cache') ?? false
        const options: ReportRunOptions = {
          id,
          fresh,
          signal: context.req.raw.signal,
          inTurn: (work, signal) => inTurn('reports', work, signal),
        }
        const ask = async (request: unknown) =>
          showOutcomes(await throughline.reports.run(request, options))
        const answer = await (rows === 'all' ? askForAll(body, ask) : ask(body))
        const form = format ?? acceptedForm(context)
        if (form === 'json') return answer
        await refuseExportOf(await throughline.catalog(), throughline.reports, body)
        return tableResponse(form, body, answer, table)
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/reports/explain',
        isReadOnly: true,
        summary:
          'The plan in words, the columns that are read, and the estimated cost; of a number that is compared with another range what its difference comes from',
        body: explainBody,
        answer: reportPlans,
      },
      async ({ context, throughline, inTurn }) => {
        const { body } = await identified(context)
        const { signal } = context.req.raw
        return showOutcomes(
          await inTurn('reports', () => throughline.reports.explain(body, signal)),
        )
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/reports/denials',
        isReadOnly: true,
        summary:
          'What policies have against taking the answers away, as files or by mail; nothing is computed',
        body: requestBody,
        answer: z.array(requestDenial),
      },
      async ({ context, throughline }) => {
        const { body } = await identified(context)
        return listRequestDenials(throughline, body)
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/reports/people',
        isReadOnly: true,
        summary: 'The people behind a number of an answer, in the order of their ids',
        body: { 'application/json': peopleQuestion },
        answer: peopleBehindNumber,
      },
      async ({ context, throughline, inTurn }) => {
        const { request, ...page } = await parseBody(peopleQuestion, context)
        return inTurn('reports', () => throughline.reports.people(request, page))
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

type Answers = ReportResult | readonly (ReportResult | RequestFailure)[]

/** Each request by itself: every row of every table. */
async function askForAll(
  body: unknown,
  ask: (request: unknown) => Promise<Answers>,
): Promise<Answers> {
  if (!Array.isArray(body))
    return askForAllRows(body, async (one) => (await ask(one)) as ReportResult)
  const answers: (ReportResult | RequestFailure)[] = []
  for (const request of body) {
    const askOne = async (one: unknown) => [await ask([one])].flat()[0]!
    answers.push(await askForAllRows(request, askOne))
  }
  return answers
}

function acceptedForm(context: Context): 'json' | Exported {
  const supports = ['application/json', ...Object.values(exported)]
  const found = accepts(context, { header: 'Accept', supports, default: 'application/json' })
  if (found === exported.csv) return 'csv'
  return found === exported.parquet ? 'parquet' : 'json'
}

function tableResponse(
  form: Exported,
  body: unknown,
  answer: Answers,
  name: string | undefined,
): Response {
  const tables = tabulateResults([body].flat(), [answer].flat())
  const chosen = chooseTable(tables, name)
  const headers = {
    'content-type':
      form === 'csv' ? `${exported.csv}; charset=utf-8; header=present` : exported[form],
    'throughline-tables': tables.map((table) => table.name).join(', '),
  }
  const content = form === 'csv' ? printCsv(chosen) : new Blob([printParquet(chosen).slice()])
  return new Response(content, { headers })
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
