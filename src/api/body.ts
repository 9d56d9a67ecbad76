import type { Context } from 'hono'
import type { z } from 'zod'
import { describeExcess, readLimit } from '../model/budgets/index.ts'
import { parseAs, ThroughlineError } from '../model/errors.ts'
import type { Path } from '../model/path.ts'

/** The body as JSON. Errors: server/invalid-body, request/too-large, request/invalid. */
export async function readJsonBody(context: Context): Promise<unknown> {
  const text = await context.req.text()
  return parseJson(text)
}

/** The body as a schema reads it. Errors: server/invalid-body, request/too-large, request/invalid. */
export async function parseBody<S extends z.ZodType>(
  schema: S,
  context: Context,
): Promise<z.output<S>> {
  return parseAs(schema, await readJsonBody(context), 'request/invalid')
}

/** Errors: server/invalid-body, request/too-large, request/invalid. */
export function parseJson(text: string, place = ''): unknown {
  refuseDeep(text)
  const body = parse(text, place)
  const found = typeof body === 'object' && body !== null ? findProto(body) : undefined
  if (found === undefined) return body
  throw new ThroughlineError('request/invalid', { reason: `${PROTO} cannot be a key` }, found)
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const reason = `${place}it is not JSON${placeIn(text, error)}`
    throw new ThroughlineError('server/invalid-body', { reason })
  }
}

/** Schemas leave out what stands under this key, as if nobody had said it. */
const PROTO = '__proto__'

/** Where an object has it. */
function findProto(value: object): Path | undefined {
  for (const [key, inner] of Object.entries(value)) {
    if (key === PROTO) return []
    const found = typeof inner === 'object' && inner !== null ? findProto(inner) : undefined
    if (found) return [Array.isArray(value) ? Number(key) : key, ...found]
  }
  return undefined
}

/** The line and column that the parser found; it names none where the text just ends. */
function placeIn(text: string, error: unknown): string {
  const found = /position (\d+)/.exec(error instanceof Error ? error.message : '')
  if (found === null) return ''
  const before = text.slice(0, Number(found[1])).split('\n')
  return ` (line ${before.length}, column ${before.at(-1)!.length + 1})`
}

/** Counts brackets outside of texts: what is too deep must not be walked, not even by a parser. */
function refuseDeep(text: string): void {
  const deepest = readLimit('body-depth')
  let depth = 0
  let inText = false
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    if (letter === QUOTE) inText = !inText
    else if (inText) i += letter === BACKSLASH ? 1 : 0
    else if (letter === BRACE || letter === BRACKET) depth += 1
    else if (letter === BRACE + 2 || letter === BRACKET + 2) depth -= 1
    if (depth > deepest) {
      const reason = describeExcess('body-depth', depth)
      throw new ThroughlineError('request/too-large', { what: 'the body', reason })
    }
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACE = 0x7b
const BRACKET = 0x5b
