import type { Random } from './random.ts'

export type Schema = Readonly<Record<string, unknown>>

export interface Grammar {
  readonly random: Random
  readonly schemas: Readonly<Record<string, Schema>>
  /** Texts that mean something to the server: ids, components, dates. */
  readonly words: readonly string[]
}

const DEEPEST = 8

/** A value that a JSON Schema describes; of what may be left out about a third is there. */
export function drawValue(grammar: Grammar, schema: unknown, depth = 0): unknown {
  const { random, schemas, words } = grammar
  if (typeof schema !== 'object' || schema === null) return random.pick(words)
  const known = schema as Schema
  if (typeof known['$ref'] === 'string') {
    const name = known['$ref'].split('/').at(-1)!
    return depth > DEEPEST ? random.pick(words) : drawValue(grammar, schemas[name], depth + 1)
  }
  if ('const' in known) return known['const']
  if (Array.isArray(known['enum'])) return random.pick(known['enum'] as unknown[])
  const variants = (known['anyOf'] ?? known['oneOf'] ?? known['allOf']) as unknown[] | undefined
  if (variants) return drawValue(grammar, chooseVariant(random, variants, depth), depth + 1)
  return drawTyped(grammar, known, depth)
}

/** Deep down the plainest. */
function chooseVariant(random: Random, variants: readonly unknown[], depth: number): unknown {
  if (depth <= DEEPEST) return random.pick(variants)
  return variants.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)[0]
}

function drawTyped(grammar: Grammar, schema: Schema, depth: number): unknown {
  const { random, words } = grammar
  switch ([schema['type']].flat()[0]) {
    case 'string':
      return random.pick(words)
    case 'integer':
    case 'number':
      return drawNumber(random, schema)
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    case 'array':
      return drawList(grammar, schema, depth)
    case 'object':
      return drawObject(grammar, schema, depth)
    default:
      return random.pick<unknown>([random.pick(words), random.below(10), null, true])
  }
}

function drawNumber(random: Random, schema: Schema): number {
  const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? 0)
  const step = schema['type'] === 'integer' ? 1 : 0.5
  const lowest = Number.isSafeInteger(least) && least > -1e6 ? least : 0
  return lowest + random.pick([0, 1, 1, 2, 3, 7, 30]) * step
}

function drawList(grammar: Grammar, schema: Schema, depth: number): unknown[] {
  const prefix = schema['prefixItems'] as unknown[] | undefined
  if (prefix) return prefix.map((each) => drawValue(grammar, each, depth + 1))
  const least = Number(schema['minItems'] ?? 0)
  const length = least + (depth > DEEPEST ? 0 : grammar.random.below(3))
  return Array.from({ length }, () => drawValue(grammar, schema['items'], depth + 1))
}

function drawObject(grammar: Grammar, schema: Schema, depth: number): object {
  const properties = (schema['properties'] ?? {}) as Schema
  const required = new Set(schema['required'] as string[] | undefined)
  const share = depth > DEEPEST ? 0 : 0.3
  const entries = Object.entries(properties)
    .filter(([key]) => required.has(key) || grammar.random.chance(share))
    .map(([key, inner]) => [key, drawValue(grammar, inner, depth + 1)] as const)
  const more = schema['additionalProperties']
  const isOpen = typeof more === 'object' && more !== null && depth <= DEEPEST
  const own = isOpen
    ? [[grammar.random.pick(grammar.words), drawValue(grammar, more, depth + 1)] as const]
    : []
  return Object.fromEntries([...entries, ...own])
}
