import { drawOddValue, mutate } from './odd-values.ts'
import type { Random } from './random.ts'
import { drawValue, type Grammar, type Schema } from './schema-values.ts'

export interface FuzzRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly { readonly in: string; readonly name: string }[]
  readonly bodies: readonly (readonly [type: string, schema: unknown])[]
}

export interface Seeds {
  /** Report requests that are right. */
  readonly reports: readonly unknown[]
  readonly definitions: readonly object[]
}

/** The operations of an OpenAPI document. */
export function listOperations(document: Schema): readonly Operation[] {
  const paths = document['paths'] as Record<string, Record<string, Schema>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const content = (operation['requestBody'] as Schema | undefined)?.['content'] ?? {}
      return {
        method: method.toUpperCase(),
        path,
        parameters: (operation['parameters'] ?? []) as Operation['parameters'],
        bodies: Object.entries(content).map(
          ([type, media]) => [type, (media as Schema)['schema']] as const,
        ),
      }
    }),
  )
}

/** How often an operation is drawn: reports and what is tried before it is saved, most. */
function weightOf({ method, path }: Operation): number {
  if (path === '/demo') return 0.1
  if (path.startsWith('/reports') && method === 'POST') return 40
  if (path.startsWith('/previews')) return 12
  if (path === '/apply' || path.startsWith('/definitions')) return 5
  if (/import|rows|batches|skipped|refresh/.test(path)) return 1.5
  return 3
}

/** One request to any of the operations, right or wrong. */
export function drawRequest(
  grammar: Grammar,
  operations: readonly Operation[],
  seeds: Seeds,
): FuzzRequest {
  const { random } = grammar
  const operation = drawWeighted(random, operations)
  const [type, schema] = operation.bodies.length > 0 ? random.pick(operation.bodies) : []
  const body = type === undefined ? undefined : drawBody(grammar, operation, seeds, type, schema)
  const accept = random.pick(['application/json', 'text/csv', '*/*', 'text/event-stream', '\u00ff'])
  const contentType = random.chance(0.95) ? (type ?? 'text/plain') : 'text/plain'
  return {
    method: operation.method,
    path: drawAddress(grammar, operation),
    headers: { accept, ...(body === undefined ? {} : { 'content-type': contentType }) },
    body,
  }
}

function drawWeighted(random: Random, operations: readonly Operation[]): Operation {
  const total = operations.reduce((sum, each) => sum + weightOf(each), 0)
  let left = (random.below(1e9) / 1e9) * total
  return operations.find((each) => (left -= weightOf(each)) < 0) ?? operations[0]!
}

function drawBody(
  grammar: Grammar,
  { path }: Operation,
  { reports, definitions }: Seeds,
  type: string,
  schema: unknown,
): string {
  const { random } = grammar
  if (type !== 'application/json' && type !== 'multipart/form-data') return drawText(grammar)
  if (random.chance(0.03)) return drawText(grammar)
  const written = chooseSeed(random, path, reports, definitions)
  const value = written === undefined || random.chance(0.4) ? drawValue(grammar, schema) : written
  const times = random.pick([0, 1, 1, 1, 2, 4])
  let changed = value
  for (let i = 0; i < times; i++) changed = mutate(random, changed)
  return JSON.stringify(changed) ?? ''
}

function chooseSeed(
  random: Random,
  path: string,
  reports: readonly unknown[],
  definitions: readonly object[],
): unknown {
  if (path.startsWith('/reports')) return random.pick(reports)
  if (path === '/apply' || path.startsWith('/definitions')) return random.pick(definitions)
  return undefined
}

const texts = [
  '',
  '{',
  '[1,',
  'null',
  '\u0000',
  'ts,a\n1,2\n',
  '{"ts":"2026-01-01","page":"Home"}\n{"ts":1}\noops\n',
  '[{"ts":"2026-01-01T00:00:00Z","page":["a"]},null,1]',
  '"'.repeat(5000),
  '['.repeat(2000),
]

function drawText({ random }: Grammar): string {
  return random.chance(0.8) ? random.pick(texts) : String(drawOddValue(random))
}

/** The sample is made small, and what is followed has an end; whatever else may be large or odd. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  people: ['0', '-1', 'x', '20'],
  until: ['now'],
}

function drawAddress(grammar: Grammar, { path, parameters }: Operation): string {
  const address = path.replaceAll(/\{(\w+)\}/g, () => encodeURIComponent(drawWord(grammar)) || '-')
  const query = parameters
    .filter(
      ({ in: place, name }) => place === 'query' && (name in fixed || grammar.random.chance(0.4)),
    )
    .map(({ name }) => {
      const known = fixed[name]
      const value = known ? grammar.random.pick(known) : drawWord(grammar)
      return `${name}=${encodeURIComponent(value)}`
    })
  return `/api/v1${address}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

function drawWord({ random, words }: Grammar): string {
  if (random.chance(0.7)) return random.pick(words)
  const odd = drawOddValue(random)
  const text = typeof odd === 'object' ? String(random.below(100)) : String(odd)
  return text.slice(0, 3000).replaceAll(/\p{Surrogate}/gu, '?')
}
