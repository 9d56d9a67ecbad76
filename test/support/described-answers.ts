import { z } from 'zod'

type Json = Readonly<Record<string, unknown>>
type Operations = Readonly<Record<string, Readonly<Record<string, { readonly responses: Json }>>>>

/** Something that answers requests: a `createApi(…)`. */
export interface App {
  request(path: string, init?: RequestInit): Response | Promise<Response>
}

/** What the OpenAPI document says of answers; real ones are parsed with it. */
export interface DescribedAnswers {
  /** `get /datasets/{id}` of every route that answers with JSON. */
  readonly routes: readonly string[]
  /** The route of an address below the base, as in `routes`. */
  routeOf(method: string, path: string): string | undefined
  /** Throws where a JSON answer is not as the document says. */
  check(method: string, path: string, status: number, body: unknown): void
}

export async function describedAnswers(app: App): Promise<DescribedAnswers> {
  const response = await app.request('/api/v1/openapi.json')
  const document = (await response.json()) as {
    readonly paths: Operations
    readonly components: { readonly schemas: Json }
  }
  const { schemas } = document.components
  const known = new Map<string, z.ZodType>()
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, { responses }] of Object.entries(operations)) {
      const schema = jsonSchemaOf(responses['200'])
      if (schema !== undefined) known.set(`${method} ${path}`, parser(schema, schemas))
    }
  }
  const problem = parser({ $ref: '#/components/schemas/Problem' }, schemas)
  const paths = Object.keys(document.paths).map((path) => ({ path, pattern: patternOf(path) }))
  const routeOf = (method: string, path: string) => {
    const address = path.replace(/\?.*/s, '').replace(/^\/?/, '/')
    const found = paths.filter(({ pattern }) => pattern.test(address))
    const exact = found.find((each) => each.path === address) ?? found[0]
    return exact && `${method.toLowerCase()} ${exact.path}`
  }
  return {
    routes: [...known.keys()],
    routeOf,
    check(method, path, status, body) {
      const schema = status === 200 ? known.get(routeOf(method, path) ?? '') : problem
      schema?.parse(body)
    },
  }
}

/** `/datasets/{id}` → what its addresses look like. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)

function jsonSchemaOf(response: unknown): Json | undefined {
  const { content } = (response ?? {}) as { readonly content?: Json }
  const json = content?.['application/json'] as { readonly schema?: Json } | undefined
  return json?.schema
}

/** A schema that is made when it is first needed. */
function parser(schema: Json, $defs: Json): z.ZodType {
  let made: z.ZodType | undefined
  return z.lazy(() => (made ??= z.fromJSONSchema(withDefs({ ...schema, $defs }))))
}

type JsonSchema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>

/** References as JSON Schema without a document around it has them. */
function withDefs(schema: Json): JsonSchema {
  const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')
  return JSON.parse(text) as JsonSchema
}
