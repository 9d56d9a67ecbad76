import { z } from '@hono/zod-openapi'
import { listSnippets } from '../../collect/index.ts'
import { requestDenial } from '../../model/answers/policies.ts'
import {
  liveItem,
  madeKey,
  pulled,
  rejectedPage,
  replayedRows,
  snippetList,
  sourceList,
  sourceStatus,
  triedSource,
} from '../../model/answers/sources.ts'
import { pulledPlace } from '../../model/definitions/source.ts'
import { parseBody } from '../body.ts'
import { endpoint, eventsEndpoint, noContent, type Resource } from '../endpoint.ts'
import { showLive } from '../application/collection/show-live.ts'
import { findSource } from '../application/collection/find-source.ts'
import { listSourceDenials } from '../application/governance/list-denials.ts'

const byId = z.object({ id: z.string() })

const replay = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        id: z.string(),
        body: z
          .record(z.string(), z.unknown())
          .optional()
          .meta({ description: 'the item as it should be; as it was sent when left out' }),
      }),
    )
    .min(1)
    .max(10_000),
})

/** Where rows come from by themselves. */
export const sourceResource: Resource = {
  tag: 'Sources',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/sources',
        summary: 'Every source, and what came to it',
        answer: sourceList,
      },
      ({ throughline }) => throughline.collection.list(),
    ),
    endpoint(
      {
        method: 'get',
        path: '/sources/{id}',
        summary: 'A source, and what came to it since the server started',
        params: byId,
        answer: sourceStatus,
      },
      ({ params, throughline }) => throughline.collection.status(params.id),
    ),
    endpoint(
      {
        method: 'post',
        path: '/sources/{id}/keys',
        summary: 'Makes a write key, which is shown this once',
        params: byId,
        answer: madeKey,
      },
      ({ params, throughline }) => throughline.collection.makeKey(params.id),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/sources/{id}/keys/{key}',
        summary: 'Revokes a write key by its id: calls with it are refused from now on',
        params: z.object({ id: z.string(), key: z.string() }),
        answer: noContent,
      },
      ({ params, throughline }) => throughline.collection.revokeKey(params.id, params.key),
    ),
    endpoint(
      {
        method: 'get',
        path: '/sources/{id}/pulled',
        summary: 'How far a folder, bucket or table was read',
        params: byId,
        answer: pulled,
      },
      ({ params, throughline }) => throughline.pulling.state(params.id),
    ),
    endpoint(
      {
        method: 'post',
        path: '/sources/try',
        summary:
          'What is found at a folder, bucket or table, before it is a source; nothing is taken',
        body: { 'application/json': pulledPlace },
        answer: triedSource,
      },
      async ({ context, throughline }) =>
        throughline.pulling.tryOut(await parseBody(pulledPlace, context)),
    ),
    endpoint(
      {
        method: 'post',
        path: '/sources/{id}/run',
        summary: 'Reads what is new in a folder, bucket or table now',
        params: byId,
        answer: pulled,
      },
      ({ params, throughline }) => throughline.pulling.run(params.id),
    ),
    endpoint(
      {
        method: 'post',
        path: '/sources/{id}/reset',
        summary: 'Has a folder, bucket or table read from the beginning next time',
        params: byId,
        answer: noContent,
      },
      ({ params, throughline }) => throughline.pulling.reset(params.id),
    ),
    eventsEndpoint(
      {
        method: 'get',
        path: '/sources/{id}/live',
        summary:
          'What arrives now, parsed: events `row` and `reject` (kept aside), `beyond-columns` and `left-out`',
        params: byId,
        event: liveItem,
      },
      ({ params, throughline }) =>
        async (send, signal) => {
          const end = await throughline.collection.watch(params.id, showLive(send))
          if (!signal.aborted) {
            await new Promise((resolve) =>
              signal.addEventListener('abort', resolve, { once: true }),
            )
          }
          end()
        },
    ),
    endpoint(
      {
        method: 'get',
        path: '/sources/{id}/rejected',
        summary: 'Items that were kept aside, the latest first, with the reason',
        params: byId,
        query: z.object({
          limit: z.coerce.number().int().positive().max(1000).default(100),
          after: z.string().optional().meta({ description: '`next` of the page before' }),
        }),
        answer: rejectedPage,
      },
      ({ params, query, throughline }) =>
        throughline.collection.rejected(params.id, query.limit, query.after),
    ),
    endpoint(
      {
        method: 'get',
        path: '/sources/{id}/denials',
        summary: 'What policies have against taking away what was kept aside',
        params: byId,
        answer: z.array(requestDenial),
      },
      async ({ params, throughline }) => {
        const catalog = await throughline.catalog()
        return [...listSourceDenials(catalog, findSource(catalog, params.id))]
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/sources/{id}/rejected/replay',
        summary: 'Reads items that were kept aside once more, as they are or mended',
        params: byId,
        body: { 'application/json': replay },
        answer: replayedRows,
      },
      async ({ params, context, throughline }) => {
        const { rows } = await parseBody(replay, context)
        const bodies = rows.map(({ id, body }): [string, string | undefined] => [
          id,
          body && JSON.stringify(body),
        ])
        return throughline.collection.replay(params.id, new Map(bodies))
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/sources/{id}/snippets',
        summary: 'How SDKs are pointed at the source, to be copied',
        params: byId,
        query: z.object({
          key: z
            .string()
            .optional()
            .meta({ description: 'a write key; YOUR_WRITE_KEY when left out' }),
        }),
        answer: snippetList,
      },
      async ({ params, query, context, throughline }) => {
        const { protocols = [] } = findSource(await throughline.catalog(), params.id)
        const { origin } = new URL(context.req.url)
        return listSnippets(protocols, { key: query.key ?? 'YOUR_WRITE_KEY', url: origin })
      },
    ),
  ],
}
