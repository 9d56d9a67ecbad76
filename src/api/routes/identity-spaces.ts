import { z } from '@hono/zod-openapi'
import { listEdits, readLedger } from '../../identity/ledger/index.ts'
import {
  findChangeBefore,
  listChanges,
  listQuarantined,
  listSuspects,
  lookAtGraph,
  measureSpace,
  searchIdentities,
  wishJudgement,
  wishLinks,
  wishMerge,
  wishSplit,
  wishUndo,
  wishUnlink,
} from '../../identity/space/index.ts'
import {
  type IdentityChange,
  identityChange,
  identityEdit,
  identityGraph,
  identityLedger,
  identityList,
  identitySpaceStatus,
  quarantine,
  suspects,
} from '../../model/answers/identity.ts'
import type { Send } from '../event-stream.ts'
import type { Actor } from '../access/actor.ts'
import { parseBody } from '../body.ts'
import { type Endpoint, endpoint, eventsEndpoint, noContent } from '../endpoint.ts'
import type { Throughline } from '../application/throughline.ts'

const bySpace = z.object({ space: z.string() })
const byId = z.object({ space: z.string(), id: z.string() })

const identity = z.string().min(3).meta({ description: 'namespace:id' })
const note = z.string().max(2000).default('').meta({ description: 'why' })

const links = z
  .array(
    z.strictObject({
      ids: z.tuple([identity, identity]),
      time: z.number().int().optional().meta({ description: 'UTC ms; now when left out' }),
      note,
    }),
  )
  .min(1)
  .max(1000)
const merge = z.strictObject({ ids: z.tuple([identity, identity]), note })
const split = z.strictObject({ ids: z.array(identity).min(1).max(10_000), note })
const forget = z.strictObject({ ids: z.array(identity).min(1).max(1000) })
const reason = z.strictObject({ note })

const preview = z.object({
  preview: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: what would change; nothing is stored' }),
})

type Wish = Parameters<Throughline['spaces']['edit']>[1]

interface Edit {
  readonly wish: Wish
  readonly note: string
}

/** A route that adds to the ledger of a space. */
function editEndpoint<B extends z.ZodType, P extends z.ZodObject>(
  route: {
    readonly method: 'post' | 'delete'
    readonly path: string
    readonly summary: string
    readonly params: P
    readonly body?: B
  },
  editOf: (params: z.output<P>, body: z.output<B>) => Edit,
): Endpoint {
  const { body, ...rest } = route
  return endpoint(
    {
      ...rest,
      query: preview,
      answer: identityEdit,
      ...(body && { body: { 'application/json': body } }),
    },
    async ({ params, query, context, throughline, actor }) => {
      const given = body && (await parseBody(body, context))
      const { wish, note: why } = editOf(params as z.output<P>, given as z.output<B>)
      const options = { author: nameOf(actor), note: why, isPreview: query.preview === 'true' }
      const { space } = params as { space: string }
      const edited = await throughline.spaces.edit(space, wish, options)
      if (edited.change !== null) await throughline.connections.followSpace(space)
      return edited
    },
  )
}

const nameOf = (actor: Actor): string => actor.id

/** Graphs of identities as they lie in the lake, and what people say of them. */
export const identitySpaceEndpoints: readonly Endpoint[] = [
  endpoint(
    {
      method: 'get',
      path: '/identity/{space}',
      summary: 'How many identities, people and links an identity space holds',
      params: bySpace,
      answer: identitySpaceStatus,
    },
    async ({ params, throughline: { lake, spaces } }) => {
      const state = await spaces.open(params.space)
      const { namespaces, blocked, pairs, guard, anonymous } = state.definition
      return {
        space: state.space,
        version: state.version,
        rules: { namespaces, blocked, pairs, guard, anonymous },
        ...(await measureSpace(lake, state)),
        feeds: state.feeds.map(({ dataset, identities, batches }) => ({
          dataset,
          namespaces: identities.map(({ namespace }) => namespace),
          batches: Object.keys(batches).length,
        })),
      }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/identity/{space}/graphs',
      summary: 'The graph that an identity is in: links with their evidence, lost links, warnings',
      params: bySpace,
      query: z.object({ id: identity }),
      answer: identityGraph,
    },
    async ({ params, query, throughline: { lake, spaces } }) =>
      lookAtGraph(lake, await spaces.open(params.space), query.id),
  ),
  endpoint(
    {
      method: 'get',
      path: '/identity/{space}/identities',
      summary: 'Identities that hold a text, those that begin with it first',
      params: bySpace,
      query: z.object({
        search: z.string().max(500).default(''),
        limit: z.coerce.number().int().positive().max(1000).default(20),
      }),
      answer: identityList,
    },
    async ({ params, query, throughline: { lake, spaces } }) =>
      searchIdentities(lake, await spaces.open(params.space), query.search, query.limit),
  ),
  endpoint(
    {
      method: 'get',
      path: '/identity/{space}/ledger',
      summary: 'What people said of identities, the latest first',
      params: bySpace,
      query: z.object({ limit: z.coerce.number().int().positive().max(10_000).default(100) }),
      answer: identityLedger,
    },
    async ({ params, query, throughline: { lake, spaces } }) => {
      const { space } = await spaces.open(params.space)
      return listEdits(await readLedger(lake, space), query.limit)
    },
  ),
  eventsEndpoint(
    {
      method: 'get',
      path: '/identity/{space}/changes',
      summary:
        'What becomes of people, as it happens: events `change`; goes on behind the header Last-Event-ID, or `after`',
      params: bySpace,
      query: z.object({
        after: z
          .string()
          .regex(/^\d+-\d+$/)
          .optional(),
        latest: z.coerce
          .number()
          .int()
          .positive()
          .max(10_000)
          .optional()
          .meta({ description: 'begins with so many of those that are known, the latest' }),
        until: z.enum(['now']).optional().meta({ description: 'now: ends with what is known' }),
      }),
      event: identityChange,
    },
    async ({ params: { space }, query, context, throughline }) => {
      await throughline.spaces.open(space)
      const given = context.req.header('last-event-id')
      const after = given !== undefined && /^\d+-\d+$/.test(given) ? given : query.after
      const following = { space, after, latest: query.latest, endsNow: query.until === 'now' }
      return (send, signal) => sendChanges(throughline, following, send, signal)
    },
  ),
  editEndpoint(
    {
      method: 'post',
      path: '/identity/{space}/links',
      summary: 'Links pairs of identities by hand, as one change',
      params: bySpace,
      body: links,
    },
    (_, body) => ({ wish: wishLinks(body), note: noteOf(body.map((each) => each.note)) }),
  ),
  editEndpoint(
    {
      method: 'delete',
      path: '/identity/{space}/links/{link}',
      summary: 'Takes a link back, of rows or by hand, as if it had never been',
      params: z.object({ space: z.string(), link: z.string() }),
    },
    ({ link }) => ({ wish: wishUnlink(link), note: '' }),
  ),
  editEndpoint(
    {
      method: 'post',
      path: '/identity/{space}/merge',
      summary: 'Makes one person of two, named by any of their identities',
      params: bySpace,
      body: merge,
    },
    (_, { ids, note: why }) => ({ wish: wishMerge(ids), note: why }),
  ),
  editEndpoint(
    {
      method: 'post',
      path: '/identity/{space}/split',
      summary: 'Makes a person of their own of some identities of a person',
      params: bySpace,
      body: split,
    },
    (_, { ids, note: why }) => ({ wish: wishSplit(ids), note: why }),
  ),
  editEndpoint(
    {
      method: 'post',
      path: '/identity/{space}/changes/{change}/undo',
      summary: 'Takes a change by hand back, an undo too, as if it had never been',
      params: z.object({ space: z.string(), change: z.string() }),
    },
    ({ change }) => ({ wish: wishUndo(change), note: '' }),
  ),
  endpoint(
    {
      method: 'post',
      path: '/identity/{space}/forget',
      summary: 'Erases identities for good: they link nothing any more, and only hashes are kept',
      params: bySpace,
      body: { 'application/json': forget },
      answer: noContent,
    },
    async ({ params: { space }, context, throughline, actor }) => {
      const { ids } = await parseBody(forget, context)
      await throughline.spaces.forget(space, ids, nameOf(actor))
      await throughline.connections.followSpace(space)
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/identity/{space}/quarantine',
      summary: 'Identities that the guard holds back: they link nothing',
      params: bySpace,
      answer: quarantine,
    },
    async ({ params, throughline: { lake, spaces } }) =>
      listQuarantined(lake, await spaces.open(params.space)),
  ),
  ...(['release', 'block'] as const).map((kind) =>
    editEndpoint(
      {
        method: 'post',
        path: `/identity/{space}/quarantine/{id}/${kind}`,
        summary:
          kind === 'release'
            ? 'Lets an identity link again, whatever the guard says'
            : 'Keeps an identity from linking for good',
        params: byId,
        body: reason,
      },
      ({ id }, { note: why }) => ({ wish: wishJudgement(kind, id), note: why }),
    ),
  ),
  endpoint(
    {
      method: 'get',
      path: '/identity/{space}/suspects',
      summary: 'Identities that seem to name nobody, with their figures',
      params: bySpace,
      query: z.object({ limit: z.coerce.number().int().positive().max(10_000).default(100) }),
      answer: suspects,
    },
    async ({ params, query, throughline: { lake, spaces } }) =>
      listSuspects(lake, await spaces.open(params.space), query.limit),
  ),
]

const noteOf = (notes: readonly string[]): string =>
  [...new Set(notes)].filter((each) => each !== '').join('; ')

const CHANGES_AT_ONCE = 500
const WAIT_MS = 500

interface Following {
  readonly space: string
  readonly after: string | undefined
  readonly latest: number | undefined
  readonly endsNow: boolean
}

type SendChange = Send<IdentityChange>

/** Tells changes in their order until the client is gone. */
async function sendChanges(
  { lake, spaces }: Throughline,
  { space, after: given, latest, endsNow }: Following,
  send: SendChange,
  signal: AbortSignal,
): Promise<void> {
  let after =
    given === undefined && latest !== undefined
      ? await findChangeBefore(lake, await spaces.open(space), latest)
      : given
  while (!signal.aborted) {
    const changes = await listChanges(lake, await spaces.open(space), after, CHANGES_AT_ONCE)
    for (const change of changes) await send('change', change, change.id)
    after = changes.at(-1)?.id ?? after
    if (changes.length > 0) continue
    if (endsNow) return
    await new Promise((wake) => setTimeout(wake, WAIT_MS))
  }
}
