import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { protocols, type Reply } from '../../collect/index.ts'
import { findSourceByKey, refuseUnwelcome } from '../application/collection/find-source.ts'
import type { Throughline } from '../application/throughline.ts'
import { respondWithProblem } from '../problem.ts'
import { type Spoken, understand } from './choose.ts'
import { withCors } from './cors.ts'
import { arrivalOf, readCall } from './read-call.ts'
import { validateCall } from './validate.ts'

type Answer = (throughline: Throughline, context: Context) => Promise<Response>

/** What SDKs say, at the server's root: each path goes to the protocols that have it. */
export function addCollection(app: OpenAPIHono, throughline: Throughline): void {
  const add = (methods: string[], path: string, answer: Answer) => {
    app.options(path, (context) => withCors(context, new Response(null, { status: 204 })))
    app.on(methods, path, async (context) => {
      const answered = await answer(throughline, context).catch(respondWithProblem)
      return withCors(context, answered)
    })
  }
  for (const [path, spoken] of groupByPath()) {
    const methods = [...new Set(spoken.flatMap(({ route }) => route.methods))]
    add(methods, path, (_, context) => answerCall(throughline, context, spoken))
  }
  add(['POST'], '/v1/validate', validateCall)
}

function groupByPath(): ReadonlyMap<string, readonly Spoken[]> {
  const paths = new Map<string, Spoken[]>()
  for (const protocol of protocols) {
    for (const route of protocol.routes) {
      paths.set(route.path, [...(paths.get(route.path) ?? []), { protocol, route }])
    }
  }
  return paths
}

async function answerCall(
  throughline: Throughline,
  context: Context,
  spoken: readonly Spoken[],
): Promise<Response> {
  const call = await readCall(throughline, context)
  const catalog = await throughline.catalog()
  const find = (key: string | undefined) => findSourceByKey(catalog, key)
  const { protocol, reading, source } = understand(spoken, call, find)
  refuseUnwelcome(source, context.req.header('origin'))
  const arrival = arrivalOf(context, protocol.id)
  const outcome = await throughline.collection.take(source, reading, arrival)
  return print(reading.answer?.(outcome) ?? {})
}

/** JSON unless it is a text or bytes; `{}` where a protocol waits for nothing. */
function print({ status = 200, body = {}, headers = {} }: Reply): Response {
  if (status === 204) return new Response(null, { status, headers })
  if (typeof body === 'string') return new Response(body, { status, headers })
  if (body instanceof Uint8Array) return new Response(new Uint8Array(body), { status, headers })
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return new Response(JSON.stringify(body), { status, headers: { ...type, ...headers } })
}
