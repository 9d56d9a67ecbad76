import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, HonoRequest, MiddlewareHandler } from 'hono'
import type { AnswerOf } from '../model/answers/answer.ts'
import { parseAs } from '../model/errors.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import type { Actor } from './access/actor.ts'
import { type Admission, admit } from './access/admit.ts'
import { clientOf, type Gate } from './access/gate.ts'
import { recordCall } from './record-call.ts'
import { answerWithProgress, type Send, streamEvents, type Work } from './event-stream.ts'
import { showSchema } from './shown-schema.ts'
import type { Throughline } from './application/throughline.ts'

type Api = OpenAPIHono

/** What routes work with. */
export interface Surroundings {
  readonly throughline: Throughline
  readonly gate: Gate
  /** Limits bodies that are held in memory. */
  readonly limitBody: MiddlewareHandler
}

/** Adds a route to an API; `tag` is the heading that it is documented under. */
export type Endpoint = (api: Api, tag: string, surroundings: Surroundings) => void

/** What belongs to one thing: its routes. */
export interface Resource {
  readonly tag: string
  readonly endpoints: readonly Endpoint[]
}

type BodySchema = z.ZodType | { readonly $ref: string } | { readonly type: 'string' }

/** A route as it is documented; paths are below `/api/v1`. */
interface Route<P extends z.ZodObject, Q extends z.ZodObject> extends Admission {
  readonly method: 'get' | 'put' | 'post' | 'delete'
  readonly path: string
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  /** Accepted bodies by content type. */
  readonly body?: Readonly<Record<string, BodySchema>>
  /** Whether the body is a file, which goes to disk and may be as large as it. */
  readonly holdsFile?: (req: HonoRequest) => boolean
}

interface Call<P extends z.ZodObject, Q extends z.ZodObject> {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly context: Context
  readonly throughline: Throughline
  readonly actor: Actor
  readonly gate: Gate
  readonly inTurn: InTurn
}

/**
 * Does work when it is this client's turn: what is computed, or fetched from other machines. Bodies are
 * read before, so that nobody slow holds a turn, and parsed in it. Errors: server/busy, report/cancelled.
 */
export type InTurn = <T>(
  queue: keyof Throughline['turns'],
  work: () => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>

type Empty = z.ZodObject<Record<never, never>>
const empty = z.object({})

/** The answer of what only does something: status 204. */
export const noContent = z.void()

/**
 * A route whose handler's answer is sent as JSON, with the headers of the call's context. A handler that
 * has another form of the answer (`otherForms`, by content type) gives it as a response.
 */
export function endpoint<
  A extends z.ZodType,
  P extends z.ZodObject = Empty,
  Q extends z.ZodObject = Empty,
>(
  route: Route<P, Q> & {
    readonly answer: A
    readonly otherForms?: Readonly<Record<string, BodySchema>>
  },
  handler: (call: Call<P, Q>) => AnswerOf<A> | Response | Promise<AnswerOf<A> | Response>,
): Endpoint {
  const isSilent = (route.answer as z.ZodType) === noContent
  const answers = isSilent
    ? { 204: { description: 'Done' } }
    : { 200: answered(route, { 'application/json': route.answer, ...route.otherForms }) }
  return adding(route, answers, async (call) => {
    const answer = await handler(call)
    if (answer instanceof Response) return answer
    return isSilent ? call.context.body(null, 204) : call.context.json(answer as object)
  })
}

/**
 * A route of work that takes long: a client that accepts `text/event-stream` is sent events
 * `progress` while it runs, and `result` or `problem` at the end. The handler prepares the work.
 */
export function longEndpoint<
  A extends z.ZodType,
  O extends z.ZodType,
  P extends z.ZodObject = Empty,
  Q extends z.ZodObject = Empty,
>(
  route: Route<P, Q> & { readonly answer: A; readonly progress: O },
  handler: (
    call: Call<P, Q>,
  ) => Work<AnswerOf<O>, AnswerOf<A>> | Promise<Work<AnswerOf<O>, AnswerOf<A>>>,
): Endpoint {
  const content = { 'application/json': route.answer, 'text/event-stream': route.progress }
  return adding(route, { 200: answered(route, content) }, async (call) =>
    answerWithProgress(call.context, await handler(call)),
  )
}

/** Sends events until it is done, or nobody listens any more. */
type Events<E> = (send: Send<E>, signal: AbortSignal) => Promise<void>

/** A route that answers with events only, by their names, until the work is done that the handler prepares. */
export function eventsEndpoint<
  E extends z.ZodType,
  P extends z.ZodObject = Empty,
  Q extends z.ZodObject = Empty,
>(
  route: Route<P, Q> & { readonly event: E },
  handler: (call: Call<P, Q>) => Events<AnswerOf<E>> | Promise<Events<AnswerOf<E>>>,
): Endpoint {
  const content = { 'text/event-stream': route.event }
  return adding(route, { 200: answered(route, content) }, async (call) =>
    streamEvents(call.context, await handler(call)),
  )
}

type Answers = Readonly<Record<number, { readonly description: string }>>

function adding<P extends z.ZodObject, Q extends z.ZodObject>(
  route: Route<P, Q>,
  answers: Answers,
  respond: (call: Call<P, Q>) => Response | Promise<Response>,
): Endpoint {
  const { method, path, summary, params = empty, query = empty } = route
  return (api, tag, { throughline, gate, limitBody }) => {
    const definition = createRoute({
      method,
      path,
      summary,
      tags: [tag],
      ...(route.callers === 'anyone' && { security: [] }),
      request: { params, query, ...bodyOf(route) },
      responses: { ...answers, default: problemAnswer },
    })
    api.openAPIRegistry.registerPath(definition)
    const letIn: MiddlewareHandler = async (context, next) => {
      await letOthersIn()
      admit(context, route, route.body && Object.keys(route.body))
      return route.holdsFile?.(context.req) ? next() : limitBody(context, next)
    }
    api.on(method, definition.getRoutingPath(), letIn, (context) => {
      const given = {
        params: parseAs(params as P, context.req.param(), 'request/invalid'),
        query: parseAs(query as Q, readQuery(context.req.queries()), 'request/invalid'),
      }
      const inTurn: InTurn = (queue, work, signal = context.req.raw.signal) =>
        throughline.turns[queue].run(clientOf(context), work, signal)
      const actor = context.get('actor')
      const work = () => respond({ ...given, context, throughline, actor, gate, inTurn })
      return recordCall({ route, ...given, actor, context }, throughline.store.audit, work)
    })
  }
}

/** A parameter that is given once is a text; one given several times is a list, for the schema to judge. */
const readQuery = (given: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(
    Object.entries(given).map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts]),
  )

type AnyRoute = Route<z.ZodObject, z.ZodObject>

/** Bodies are parsed by the model, whose errors point at the wrong place; here they are only shown. */
function bodyOf(route: Pick<AnyRoute, 'method' | 'path' | 'body'>) {
  if (route.body === undefined) return {}
  return { body: { content: shownContent(route, 'input', route.body), required: true } }
}

function answered(
  route: Pick<AnyRoute, 'method' | 'path' | 'summary'>,
  content: Readonly<Record<string, BodySchema>>,
) {
  return { description: route.summary, content: shownContent(route, 'output', content) }
}

function shownContent(
  { method, path }: Pick<AnyRoute, 'method' | 'path'>,
  io: 'input' | 'output',
  content: Readonly<Record<string, BodySchema>>,
) {
  const words = path.replaceAll(/[^a-z]+(.)/gi, (_, next: string) => next.toUpperCase())
  const shown = (schema: BodySchema) => shownMedia(schema, io, `${method}${words}.${io}`)
  const media = Object.entries(content).map(([type, schema]) => [type, shown(schema)] as const)
  return Object.fromEntries(media)
}

/** Its JSON Schema is made when the document is asked for. */
function shownMedia(schema: BodySchema, io: 'input' | 'output', name: string) {
  if (!(schema instanceof z.ZodType)) return { schema }
  return {
    get schema() {
      return showSchema(schema, io, name)
    },
  }
}

const problemAnswer = {
  description: 'What went wrong',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
