import { z } from '@hono/zod-openapi'
import {
  audienceActivity,
  audienceChange,
  audienceChanges,
  audienceFromAnswer,
  audienceList,
  audienceMembers,
  audiencePreview,
  audiencePublished,
  audienceRuns,
  audienceStatus,
  importedMember,
  membersImported,
} from '../../model/answers/audiences.ts'
import { type Audience, audience } from '../../model/definitions/audience.ts'
import { explainPlace } from '../../model/explain-place.ts'
import { parseRequest } from '../../query/reports/parse-request.ts'
import { listLabels, refuseExport, refusePublishing } from '../application/governance/governance.ts'
import { listAudienceDenials } from '../application/governance/list-denials.ts'
import { activityUnits, countActivity } from '../application/memberships/activity.ts'
import type { Catalog } from '../application/catalog.ts'
import { addShares } from '../application/memberships/share.ts'
import type { Throughline } from '../application/throughline.ts'
import { parseBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { streamEvents } from '../event-stream.ts'

const byId = z.object({ id: z.string() })

const limit = (most: number) => z.coerce.number().int().positive().max(most).default(100)

/** Each is read for itself: one that is wrong holds no other up. */
const importedRows = z.array(z.unknown()).max(100_000)

const fromAnswer = z
  .strictObject(audience.shape)
  .omit({
    kind: true,
    dataView: true,
    source: true,
    segments: true,
    match: true,
    dateRange: true,
  })
  .extend({
    request: z
      .record(z.string(), z.unknown())
      .meta({ description: 'of the report, with the place of the number as `explain`' }),
    except: explainPlace.optional().meta({
      description:
        'without the people behind another number of the same answer: those who drop out behind a step are in this one, and not in the next',
    }),
  })

/** What an audience reads of labelled fields, and what policies have against that. */
const tellRules = (catalog: Catalog, definition: Audience) => ({
  denials: listAudienceDenials(catalog, definition),
  labels: listLabels(catalog, definition),
})

/** Persons who satisfy segments, and what becomes of them. */
export const audienceResource: Resource = {
  tag: 'Audiences',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/audiences',
        summary: 'Every audience as it stands',
        answer: audienceList,
      },
      async ({ throughline: { audiences, lake, catalog } }) =>
        addShares(lake, await catalog(), await audiences.list()),
    ),
    endpoint(
      {
        method: 'get',
        path: '/audiences/{id}',
        summary: 'An audience as it stands',
        params: byId,
        answer: audienceStatus,
      },
      async ({ params, throughline: { audiences, lake, catalog } }) => {
        const [status] = await addShares(lake, await catalog(), [await audiences.status(params.id)])
        return status!
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/audiences/{id}/publish',
        summary: 'Evaluates an audience now, and tells destinations who entered and who left',
        params: byId,
        query: z.object({
          preview: z
            .enum(['true', 'false'])
            .default('false')
            .meta({ description: 'true: says what would be done, and stores nothing' }),
        }),
        answer: audiencePublished,
      },
      async ({ params: { id }, query, throughline, inTurn }) => {
        const { audiences, catalog } = throughline
        refusePublishing(await catalog(), id)
        return inTurn('reports', () =>
          query.preview === 'true' ? audiences.previewPublishing(id) : audiences.publish(id),
        )
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/audiences/{id}/preview',
        summary: 'How large an audience is now, whom it reaches, and what publishing would do',
        params: byId,
        answer: audiencePreview,
      },
      async ({ params, throughline, inTurn }) => {
        const preview = await inTurn('reports', () => throughline.audiences.preview(params.id))
        const catalog = await throughline.catalog()
        const audience = catalog.find('audience', params.id)
        const rules = audience ? tellRules(catalog, audience) : { denials: [], labels: [] }
        return { ...preview, ...rules }
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/audiences/preview',
        summary: 'The same of a definition that is not saved',
        body: { 'application/json': audience },
        answer: audiencePreview,
      },
      async ({ context, throughline, inTurn }) => {
        const definition = await parseBody(audience, context)
        const { audiences, catalog } = throughline
        const preview = await inTurn('reports', () => audiences.previewDefinition(definition))
        return { ...preview, ...tellRules(await catalog(), definition) }
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/audiences/from-answer',
        summary:
          'The definition of an audience of the people behind a number of an answer, to be looked at and saved',
        body: { 'application/json': fromAnswer },
        answer: audienceFromAnswer,
      },
      async ({ context, throughline, inTurn }) => {
        const { request, except, ...texts } = await parseBody(fromAnswer, context)
        return inTurn('reports', async () =>
          throughline.audiences.makeFromAnswer(
            { request: parseRequest(request, ['request']), except },
            texts,
          ),
        )
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/audiences/{id}/members',
        summary: 'Who is in an audience, or was, in the order of ids',
        params: byId,
        query: z.object({
          limit: limit(10_000),
          after: z.string().optional().meta({ description: '`next` of the page before' }),
          status: z.enum(['member', 'exited', 'all']).default('member'),
          person: z.string().optional(),
          search: z.string().min(1).max(2000).optional().meta({
            description: 'a part of the id of a person, or any whole identity',
          }),
          'held-out': z.enum(['true', 'false']).optional(),
          purpose: z
            .enum(['look', 'export'])
            .default('look')
            .meta({ description: 'export: to be taken away, which policies may forbid' }),
        }),
        answer: audienceMembers,
      },
      async ({ params, query, throughline }) => {
        const { 'held-out': heldOut, purpose, ...wanted } = query
        if (purpose === 'export') refuseExport(await throughline.catalog(), params.id)
        return throughline.audiences.members(params.id, {
          ...wanted,
          isHeldOut: heldOut === undefined ? undefined : heldOut === 'true',
        })
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/audiences/{id}/members',
        summary:
          'Takes who enters and who leaves an audience that somebody else keeps; rows that cannot be taken are told with the reason',
        params: byId,
        body: { 'application/json': z.array(importedMember).max(100_000) },
        answer: membersImported,
      },
      async ({ params, context, throughline, inTurn }) => {
        const rows = await parseBody(importedRows, context)
        return inTurn('reports', () => throughline.audiences.importMembers(params.id, rows))
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/audiences/{id}/activity',
        summary: 'How many entered and left in each of the last hours, days, weeks or months',
        params: byId,
        query: z.object({
          by: z.enum(activityUnits).default('day'),
          last: z.coerce.number().int().positive().max(400).default(30).meta({
            description: 'so many of them, the one of now included',
          }),
        }),
        answer: audienceActivity,
      },
      async ({ params: { id }, query, throughline: { audiences, catalog, store } }) => {
        const { dataView } = await audiences.status(id)
        const { timeZone, calendar } = (await catalog()).dataView(dataView)
        const ground = { clock: { timeZone, calendar }, now: Date.now() }
        return countActivity(store.audiences, id, { ...query, ...ground })
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/audiences/{id}/runs',
        summary: 'Evaluations of an audience, the latest first',
        params: byId,
        query: z.object({
          limit: limit(1000),
          after: z.string().optional().meta({ description: '`next` of the page before' }),
        }),
        answer: audienceRuns,
      },
      ({ params, query, throughline }) => throughline.audiences.runs(params.id, query),
    ),
    endpoint(
      {
        method: 'get',
        path: '/audiences/{id}/changes',
        summary:
          'Who entered and who left, in order; to who accepts events, as it happens: events `change`, behind the header Last-Event-ID',
        params: byId,
        query: z.object({
          limit: limit(10_000),
          after: z.coerce
            .number()
            .int()
            .nonnegative()
            .default(0)
            .meta({ description: 'the number of a change' }),
        }),
        answer: audienceChanges,
        otherForms: { 'text/event-stream': audienceChange },
      },
      async ({ params: { id }, query, context, throughline }) => {
        const page = await throughline.audiences.changes(id, query)
        if (!context.req.header('accept')?.includes('text/event-stream')) return page
        const last = Number(context.req.header('last-event-id') ?? query.after)
        const after = Number.isSafeInteger(last) && last >= 0 ? last : query.after
        return streamEvents(context, (send, signal) =>
          sendChanges(throughline, id, after, send, signal),
        )
      },
    ),
  ],
}

const CHANGES_AT_ONCE = 500
const WAIT_MS = 500

/** Tells changes in their order until the client is gone. */
async function sendChanges(
  { audiences }: Throughline,
  id: string,
  from: number,
  send: (event: string, data: unknown, id?: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let after = from
  while (!signal.aborted) {
    const { rows } = await audiences.changes(id, { after, limit: CHANGES_AT_ONCE })
    for (const change of rows) await send('change', change, String(change.number))
    after = rows.at(-1)?.number ?? after
    if (rows.length === 0) await new Promise((wake) => setTimeout(wake, WAIT_MS))
  }
}
