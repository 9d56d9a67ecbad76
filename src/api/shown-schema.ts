import type { z } from 'zod'
import type { JsonSchema } from '../query/vocabularies/json-schema.ts'
import { buildInputSchema, buildOutputSchema } from '../query/vocabularies/json-schemas.ts'

/**
 * A schema as it stands in the OpenAPI document. Its parts that have an id, and those that contain
 * themselves, lie in its `$defs` under the names that they have as components of the document;
 * `name` tells those without an id from others'.
 */
export function showSchema(schema: z.ZodType, io: 'input' | 'output', name: string): JsonSchema {
  const { $schema: _, ...shown } =
    io === 'input' ? buildInputSchema(schema) : buildOutputSchema(schema)
  return componentRefs(name, shown)
}

/** A JSON Schema whose references point to components of the document. */
export function componentRefs(name: string, { $defs, ...schema }: JsonSchema): JsonSchema {
  const parts = Object.entries(($defs ?? {}) as JsonSchema).map(
    ([key, part]) => [componentName(name, key), withRefs(name, part)] as const,
  )
  const shown = withRefs(name, schema) as JsonSchema
  return parts.length === 0 ? shown : { ...shown, $defs: Object.fromEntries(parts) }
}

/** A value without the `$defs` of the schemas in it, which are added to `components`. */
export function withoutParts(value: unknown, components: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutParts(each, components))
  if (typeof value !== 'object' || value === null) return value
  const { $defs, ...rest } = value as JsonSchema
  Object.assign(components, $defs)
  return Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [key, withoutParts(inner, components)]),
  )
}

function withRefs(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withRefs(name, each))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) =>
    key === '$ref' ? [key, componentRef(name, String(inner))] : [key, withRefs(name, inner)],
  )
  return Object.fromEntries(entries) as unknown
}

function componentRef(name: string, ref: string): string {
  const key = ref.replace('#/$defs/', '')
  return `#/components/schemas/${ref === '#' ? name : componentName(name, key)}`
}

/** zod calls parts without an id `__schema0`, `__schema1`… in each schema. */
const componentName = (name: string, key: string): string =>
  key.startsWith('__') ? `${name}.${key.replaceAll('_', '')}` : key
