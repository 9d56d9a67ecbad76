import { z } from '@hono/zod-openapi'
import {
  audienceChange,
  audienceChanges,
  audienceList,
  audienceMembers,
  audiencePublished,
  audienceRuns,
  audienceStatus,
} from '../../model/answers/audiences.ts'
import { refusePublishing } from '../application/governance/governance.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { streamEvents } from '../event-stream.ts'
import type { Throughline } from '../application/throughline.ts'

const byId = z.object({ id: z.string() })

const limit = (most: number) => z.coerce.number().int().positive().max(most).default(100)

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
      ({ throughline }) => throughline.audiences.list(),
    ),
    endpoint(
      {
        method: 'get',
        path: '/audiences/{id}',
        summary: 'An audience as it stands',
        params: byId,
        answer: audienceStatus,
      },
      ({ params, throughline }) => throughline.audiences.status(params.id),
    ),
    endpoint(
      {
        method: 'post',
        path: '/audiences/{id}/publish',
        summary: 'Evaluates an audience now, and tells destinations who entered and who left',
        params: byId,
        answer: audiencePublished,
      },
      async ({ params, throughline, inTurn }) => {
        refusePublishing(await throughline.catalog(), params.id)
        return inTurn('reports', () => throughline.audiences.publish(params.id))
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
          'held-out': z.enum(['true', 'false']).optional(),
        }),
        answer: audienceMembers,
      },
      ({ params, query: { 'held-out': heldOut, ...query }, throughline }) =>
        throughline.audiences.members(params.id, {
          ...query,
          isHeldOut: heldOut === undefined ? undefined : heldOut === 'true',
        }),
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
