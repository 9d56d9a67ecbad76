import type { Context } from 'hono'
import type { z } from 'zod'
import { describeExcess, readLimit } from '../model/budgets/index.ts'
import { parseAs, ThroughlineError } from '../model/errors.ts'

/** The body as JSON. Errors: server/invalid-body, request/too-large. */
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

/** Errors: server/invalid-body, request/too-large. */
export function parseJson(text: string, place = ''): unknown {
  refuseDeep(text)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const reason = `${place}it is not JSON${placeIn(text, error)}`
    throw new ThroughlineError('server/invalid-body', { reason })
  }
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
