import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { inputSchema } from '../query/vocabularies/json-schemas.ts'
import type { Throughline } from './throughline/throughline.ts'

export type Api = OpenAPIHono

/** What belongs to one thing: its routes, added to the API. */
export type Resource = (api: Api, throughline: Throughline) => void

type BodySchema = z.ZodType | { readonly $ref: string } | { readonly type: 'string' }

/** A route as it is documented; paths are below `/api/v1`. */
export interface Endpoint<P extends z.ZodObject, Q extends z.ZodObject> {
  readonly method: 'get' | 'put' | 'post' | 'delete'
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  /** Accepted bodies by content type. */
  readonly body?: Readonly<Record<string, BodySchema>>
  readonly answer?: BodySchema
  /** Of the answer; JSON unless told. */
  readonly answerType?: string
}

interface Call<P extends z.ZodObject, Q extends z.ZodObject> {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly context: Context
}

type Empty = z.ZodObject<Record<never, never>>
const empty = z.object({})

/** Adds a route. What the handler gives is sent as JSON, unless it is a Response. */
export function endpoint<P extends z.ZodObject = Empty, Q extends z.ZodObject = Empty>(
  api: Api,
  route: Endpoint<P, Q>,
  handler: (call: Call<P, Q>) => unknown,
): void {
  const { params = empty, query = empty } = route
  const definition = createRoute({
    method: route.method,
    path: route.path,
    summary: route.summary,
    tags: [route.tag],
    request: { params, query, ...bodyOf(route) },
    responses: { 200: answerOf(route), default: problemAnswer },
  })
  api.openapi(definition, async (context) => {
    const call = {
      params: context.req.valid('param' as never) as z.output<P>,
      query: context.req.valid('query' as never) as z.output<Q>,
      context: context as Context,
    }
    const result = await handler(call)
    return result instanceof Response ? result : (context.json(result as never) as never)
  })
}

function bodyOf({ body }: Pick<Endpoint<z.ZodObject, z.ZodObject>, 'body'>) {
  if (body === undefined) return {}
  const content = Object.fromEntries(
    Object.entries(body).map(([type, schema]) => [type, { schema: documented(schema) }]),
  )
  return { body: { content, required: true } }
}

/** Bodies are parsed by the model, whose errors point at the wrong place; here they are only shown. */
function documented(schema: BodySchema) {
  return schema instanceof z.ZodType ? inputSchema(schema) : schema
}

function answerOf({ answer, answerType = 'application/json', summary }: AnswerRoute) {
  if (answer === undefined) return { description: summary }
  return { description: summary, content: { [answerType]: { schema: answer as z.ZodType } } }
}

type AnswerRoute = Pick<Endpoint<z.ZodObject, z.ZodObject>, 'answer' | 'answerType' | 'summary'>

const problemAnswer = {
  description: 'What went wrong',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
