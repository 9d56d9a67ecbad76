import type { OpenAPIHono } from '@hono/zod-openapi'
import { comparisonQuestion } from '../model/answers/comparison.ts'
import { problem } from '../model/answers/problem.ts'
import { definitionKindNames } from '../model/definitions/index.ts'
import { reportKindNames } from '../query/reports/index.ts'
import {
  buildDefinitionJsonSchema,
  buildRequestJsonSchema,
  buildResultJsonSchema,
} from '../query/vocabularies/json-schemas.ts'
import type { JsonSchema } from '../query/vocabularies/json-schema.ts'
import { componentRefs, showSchema, withoutParts } from './shown-schema.ts'
import { SESSION_COOKIE } from './access/session-cookie.ts'
import { version } from './version.ts'

/** Serves the OpenAPI document of all routes, with the model's schemas of their bodies. */
export function describeApi(api: OpenAPIHono): void {
  let document: unknown
  api.get('/openapi.json', (context) => {
    document ??= documentOf(api)
    return context.json(document as object)
  })
}

function documentOf(api: OpenAPIHono): unknown {
  const { components, paths, ...rest } = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version,
      description: 'Customer journey analytics: data in, definitions, reports.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }, { session: [] }],
  })
  const parts: Record<string, unknown> = {}
  const shown = withoutParts(paths, parts)
  const schemas = { ...parts, ...modelSchemas() }
  const securitySchemes = {
    bearer: { type: 'http', scheme: 'bearer' },
    session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
  }
  return { ...rest, paths: shown, components: { ...components, schemas, securitySchemes } }
}

/** Definitions, requests and results, and what any of them can be. */
function modelSchemas(): JsonSchema {
  const named: readonly (readonly [name: string, schema: JsonSchema])[] = [
    ...definitionKindNames.map((kind) => [pascal(kind), buildDefinitionJsonSchema(kind)] as const),
    ...reportKindNames.flatMap(
      (kind) =>
        [
          [`${pascal(kind)}Request`, buildRequestJsonSchema(kind)],
          [`${pascal(kind)}Result`, buildResultJsonSchema(kind)],
        ] as const,
    ),
  ]
  const parts: Record<string, unknown> = {}
  withoutParts(showSchema(problem, 'output', 'Problem'), parts)
  withoutParts(showSchema(comparisonQuestion, 'input', 'ComparisonQuestion'), parts)
  const shown = named.map(([name, { $schema: _, ...schema }]) => [
    name,
    withoutParts(componentRefs(name, schema), parts),
  ])
  const requests = reportKindNames.map((kind) => refTo(`${pascal(kind)}Request`))
  const results = reportKindNames.map((kind) => refTo(`${pascal(kind)}Result`))
  return {
    ...parts,
    ...Object.fromEntries(shown),
    Definition: { oneOf: definitionKindNames.map((kind) => refTo(pascal(kind))) },
    ReportRequests: oneOrMany({ oneOf: requests }),
    ExplainRequests: oneOrMany({ anyOf: [{ oneOf: requests }, refTo('ComparisonQuestion')] }),
    ReportResults: {
      anyOf: [
        { anyOf: results },
        { type: 'array', items: { anyOf: [...results, refTo('RequestFailure')] } },
      ],
    },
  }
}

const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const oneOrMany = (one: JsonSchema): JsonSchema => ({ anyOf: [one, { type: 'array', items: one }] })
const pascal = (kind: string): string =>
  kind.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
