import { z } from '@hono/zod-openapi'
import { compileBlocked } from '../../identity/linking/blocked.ts'
import { listMissingRows, loadJourney, measureStitching } from '../../lake/journey/index.ts'
import {
  connectionStatus,
  lakeRows,
  refreshProgress,
  refreshReport,
} from '../../model/answers/connections.ts'
import { stitchingQuality } from '../../model/answers/stitching.ts'
import { anonymousWays, whatIf, whatIfProgress } from '../../model/answers/what-if.ts'
import { shortDurationText, toMilliseconds } from '../../model/duration.ts'
import { anonymousRequest, whatIfRequest } from '../../model/what-if.ts'
import { parseBody } from '../body.ts'
import { type Endpoint, endpoint, longEndpoint, type Resource } from '../endpoint.ts'

const byId = z.object({ id: z.string() })

const isNobodys = compileBlocked([{ preset: 'placeholders' }])
const isPlaceholder = (id: string): boolean => isNobodys('', id)

/** What a connection's journey table holds, and building it. */
export const connectionResource: Resource = {
  tag: 'Connections',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/connections/{id}/status',
        summary: 'Freshness, rows by dataset and progress of the build',
        params: byId,
        answer: connectionStatus,
      },
      ({ params, throughline: { connections: all } }) => all.status(params.id),
    ),
    longEndpoint(
      {
        method: 'post',
        path: '/connections/{id}/refresh',
        summary: 'Builds the journey table now; with `Accept: text/event-stream`, with progress',
        params: byId,
        answer: refreshReport,
        progress: refreshProgress,
      },
      ({ params, throughline: { connections: all } }) =>
        (onProgress) =>
          all.refresh(params.id, (share) => onProgress({ share })),
    ),
    endpoint(
      {
        method: 'get',
        path: '/connections/{id}/stitching',
        summary:
          'How well the rows of stitched datasets are brought together, and what is in the way',
        params: byId,
        answer: stitchingQuality,
      },
      async ({ params, throughline: { lake, catalog } }) =>
        measureStitching(lake, (await catalog()).connection(params.id), isPlaceholder),
    ),
    longEndpoint(
      {
        method: 'post',
        path: '/connections/{id}/stitching/replay',
        summary: 'Stitches the rows of stitched datasets again by what is known now',
        params: byId,
        query: z.object({
          dataset: z.string().optional().meta({ description: 'all that are stitched unless told' }),
          lookback: shortDurationText.optional().meta({
            description: 'how old the rows may be: "7d"; as the connection says when left out',
          }),
        }),
        answer: refreshReport,
        progress: refreshProgress,
      },
      ({ params, query, throughline: { connections: all } }) =>
        (onProgress) =>
          all.replay(
            params.id,
            {
              dataset: query.dataset ?? null,
              lookback: query.lookback === undefined ? null : toMilliseconds(query.lookback),
            },
            (share) => onProgress({ share }),
          ),
    ),
    longEndpoint(
      {
        method: 'post',
        path: '/connections/{id}/stitching/what-if',
        isReadOnly: true,
        summary:
          'What other stitching, or other rules of a space, would do to people and metrics; nothing changes',
        params: byId,
        body: { 'application/json': whatIfRequest },
        answer: whatIf,
        progress: whatIfProgress,
      },
      async ({ params, context, inTurn, throughline: { whatIfs } }) => {
        const request = await parseBody(whatIfRequest, context)
        return (onProgress) =>
          inTurn('whatIfs', () =>
            whatIfs.compare(params.id, request, (share) => onProgress({ share })),
          )
      },
    ),
    longEndpoint(
      {
        method: 'post',
        path: '/connections/{id}/stitching/anonymous-ways',
        isReadOnly: true,
        summary:
          'The three ways of owning anonymous events side by side, each compared with what is now',
        params: byId,
        body: { 'application/json': anonymousRequest },
        answer: anonymousWays,
        progress: whatIfProgress,
      },
      async ({ params, context, inTurn, throughline: { whatIfs } }) => {
        const request = await parseBody(anonymousRequest, context)
        return (onProgress) =>
          inTurn('whatIfs', () =>
            whatIfs.compareWays(params.id, request, (share) => onProgress({ share })),
          )
      },
    ),
    missingRows(
      'missing-person',
      '/connections/{id}/missing-persons',
      'Rows of an event dataset that are not in the journey for want of a person',
    ),
    missingRows(
      'held-back',
      '/connections/{id}/held-back',
      'Rows of an event dataset that are not in the journey because their id has more events in a month than a person can have',
    ),
  ],
}

function missingRows(
  reason: Parameters<typeof listMissingRows>[3],
  path: string,
  summary: string,
): Endpoint {
  const query = z.object({
    dataset: z.string(),
    limit: z.coerce.number().int().positive().max(10_000).default(100),
  })
  return endpoint(
    { method: 'get', path, summary, params: byId, query, answer: lakeRows },
    async ({ params, query: { dataset, limit }, throughline: { lake, connections: all } }) => {
      await all.status(params.id)
      const journey = await loadJourney(lake, params.id)
      return journey === null ? [] : listMissingRows(lake, journey, dataset, reason, limit)
    },
  )
}
