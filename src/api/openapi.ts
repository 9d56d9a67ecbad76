import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import { definitionKindNames } from '../model/definitions/index.ts'
import {
  definitionJsonSchema,
  requestJsonSchema,
  resultJsonSchema,
} from '../query/vocabularies/json-schemas.ts'
import { reportKindNames } from '../model/requests/index.ts'
import { problemSchema } from './problem.ts'
import { version } from './version.ts'

type JsonSchema = Record<string, unknown>

/** Serves the OpenAPI document of all routes, with the model's schemas of their bodies. */
export function describeApi(api: OpenAPIHono): void {
  let document: unknown
  api.get('/openapi.json', (context) => {
    document ??= documentOf(api)
    return context.json(document as object)
  })
}

function documentOf(api: OpenAPIHono): unknown {
  const { components, ...rest } = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version,
      description: 'Customer journey analytics: data in, definitions, reports.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
  })
  const schemas = { ...components?.schemas, ...modelSchemas() }
  const securitySchemes = { bearer: { type: 'http', scheme: 'bearer' } }
  return { ...rest, components: { ...components, schemas, securitySchemes } }
}

function modelSchemas(): Record<string, unknown> {
  const schemas: JsonSchema = { Problem: z.toJSONSchema(problemSchema) }
  const add = (name: string, schema: JsonSchema) => Object.assign(schemas, hoisted(name, schema))
  for (const kind of definitionKindNames) add(pascal(kind), definitionJsonSchema(kind))
  for (const kind of reportKindNames) {
    add(`${pascal(kind)}Request`, requestJsonSchema(kind))
    add(`${pascal(kind)}Result`, resultJsonSchema(kind))
  }
  const requests = reportKindNames.map((kind) => refTo(`${pascal(kind)}Request`))
  const results = reportKindNames.map((kind) => refTo(`${pascal(kind)}Result`))
  return {
    ...schemas,
    Definition: { oneOf: definitionKindNames.map((kind) => refTo(pascal(kind))) },
    ReportRequests: oneOrMany({ oneOf: requests }),
    ReportResults: oneOrMany({ anyOf: results }),
  }
}

const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const oneOrMany = (one: JsonSchema): JsonSchema => ({ anyOf: [one, { type: 'array', items: one }] })
const pascal = (kind: string): string =>
  kind.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

/** A schema with its `$defs` as schemas beside it, all references pointing there. */
function hoisted(name: string, { $defs = {}, $schema: _, ...schema }: JsonSchema): JsonSchema {
  const moved = Object.entries($defs as JsonSchema).map(
    ([key, value]) => [`${name}.${key}`, withRefs(name, value)] as const,
  )
  return { [name]: withRefs(name, schema), ...Object.fromEntries(moved) }
}

function withRefs(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withRefs(name, each))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) =>
    key === '$ref' ? [key, moved(name, String(inner))] : [key, withRefs(name, inner)],
  )
  return Object.fromEntries(entries) as unknown
}

const moved = (name: string, ref: string): string =>
  `#/components/schemas/${name}${ref === '#' ? '' : ref.replace('#/$defs/', '.')}`
