import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import type { z } from 'zod'
import { letOthersIn } from '../model/let-others-in.ts'
import { tooLarge } from './body-limit.ts'
import { parseJsonInParts } from '../model/parse-json.ts'
import { describeExcess, readLimit } from '../model/budgets/index.ts'
import { parseAs, ThroughlineError } from '../model/errors.ts'
import type { Path } from '../model/path.ts'

/** The body as JSON. Errors: server/invalid-body, request/too-large, request/invalid. */
export async function readJsonBody(context: Context): Promise<unknown> {
  return readJsonText(new TextDecoder().decode(await readBody(context)))
}

async function readJsonText(text: string): Promise<unknown> {
  await refuseDeep(text)
  await letOthersIn()
  return parseText(text)
}

/**
 * The whole body. Between its pieces others are let in, so that many large ones do not hold up who only
 * asks something. Errors: server/body-too-large, server/invalid-body.
 */
export async function readBody(
  context: Context,
  { limitBytes, refuse }: BodyLimit = limitOf(context),
): Promise<Uint8Array> {
  if (Number(context.req.header('content-length') ?? 0) > limitBytes) throw refuse()
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of listPieces(context)) {
      bytes += piece.length
      if (bytes > limitBytes) throw refuse()
      context.get('holdBytes')?.(piece.length)
      pieces.push(piece)
      await letOthersIn()
    }
  } catch (error) {
    if (error instanceof ThroughlineError) throw error
    throw new ThroughlineError('server/invalid-body', { reason: 'it ended before it was whole' })
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

/** How large a body may be, and what is said of larger ones. */
export interface BodyLimit {
  readonly limitBytes: number
  readonly refuse: () => ThroughlineError
}

function limitOf(context: Context): BodyLimit {
  const limitBytes = context.get('mostBodyBytes')
  return { limitBytes, refuse: () => tooLarge(limitBytes) }
}

/** Who stops in between can still be answered. Calls that come over no network have a stream. */
function listPieces(context: Context): AsyncIterable<Uint8Array> {
  const incoming = context.env?.incoming as IncomingMessage | undefined
  if (incoming !== undefined) return incoming.iterator({ destroyOnReturn: false })
  return (context.req.raw.body ?? []) as AsyncIterable<Uint8Array>
}

/** The body as a schema reads it. Errors: server/invalid-body, request/too-large, request/invalid. */
export async function parseBody<S extends z.ZodType>(
  schema: S,
  context: Context,
): Promise<z.output<S>> {
  return parseAs(schema, await readJsonBody(context), 'request/invalid')
}

/** The same of a body that may be left out: then it is an empty object. */
export async function parseOptionalBody<S extends z.ZodType>(
  schema: S,
  context: Context,
): Promise<z.output<S>> {
  const text = new TextDecoder().decode(await readBody(context))
  if (text.trim() === '') return parseAs(schema, {}, 'request/invalid')
  return parseAs(schema, await readJsonText(text), 'request/invalid')
}

/** Errors: server/invalid-body, request/invalid. */
async function parseText(text: string): Promise<unknown> {
  const mayHave = mayHaveProto.test(text)
  let hasProto = false
  const look = (value: unknown) => {
    hasProto ||= mayHave && findProtoIn(value) !== undefined
    return value
  }
  const body = await parseJsonInParts(text, look).catch((error: unknown) => {
    const reason = `it is not JSON${placeIn(text, error)}`
    throw new ThroughlineError('server/invalid-body', { reason })
  })
  const found = hasProto ? findProtoIn(body) : undefined
  if (found === undefined) return body
  throw new ThroughlineError('request/invalid', { reason: `${PROTO} cannot be a key` }, found)
}

const findProtoIn = (value: unknown): Path | undefined =>
  typeof value === 'object' && value !== null ? findProto(value) : undefined

/** Schemas leave out what stands under this key, as if nobody had said it. */
const PROTO = '__proto__'

/** As it is, or with letters that are escaped. */
const mayHaveProto = /__proto__|\\u00/i

/** Where an object has it. */
function findProto(value: object): Path | undefined {
  for (const [key, inner] of Object.entries(value)) {
    if (key === PROTO) return []
    const found = findProtoIn(inner)
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
async function refuseDeep(text: string): Promise<void> {
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
    if (i % LETTERS_AT_ONCE === 0) await letOthersIn()
  }
}

const LETTERS_AT_ONCE = 1 << 18
const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACE = 0x7b
const BRACKET = 0x5b
