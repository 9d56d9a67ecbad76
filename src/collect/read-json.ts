import { promisify } from 'node:util'
import { gunzip, gunzipSync } from 'node:zlib'
import { checkBudget } from '../model/budgets/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { parseJsonInParts } from '../model/parse-json.ts'
import { isObject, type Json, type JsonObject } from './call.ts'

/** What texts in base64 may hide. */
const LIMIT_BYTES = 32 * 2 ** 20

/** How deep lists and objects may lie in each other. */
const DEPTH = 64

/** The text of a body: UTF-8, or what its byte-order mark says. */
export function readBodyText(body: Buffer): string {
  if (body[0] === 0xff && body[1] === 0xfe) return new TextDecoder('utf-16le').decode(body)
  if (body[0] === 0xfe && body[1] === 0xff) return new TextDecoder('utf-16be').decode(body)
  return new TextDecoder().decode(body)
}

/**
 * What a body says, however it was sent: JSON, JSON in base64, or either in the field `data` of a form.
 * Errors: collect/unreadable, request/too-large.
 */
export function readJson(body: Buffer): Json {
  const known = readAhead.get(body)
  if (known === undefined) return readPacked(packedIn(body))
  if ('error' in known) throw known.error
  return known.json
}

function packedIn(body: Buffer): string {
  const text = readBodyText(body).trim()
  if (text === '') throw unreadable('it is empty')
  const data = /^data=/.test(text) ? new URLSearchParams(text).get('data') : null
  return data ?? text
}

/** What large bodies say, or why they say nothing. */
const readAhead = new WeakMap<Buffer, { readonly json: Json } | { readonly error: unknown }>()

/** Bodies from so many bytes on are parsed in parts. */
const LARGE_BYTES = 1 << 17

/** Parses a large body before it is read, in parts between which others are let in: `readJson` has it then. */
export async function parseAhead(body: Buffer): Promise<void> {
  if (body.length < LARGE_BYTES) return
  const parsing = (async () => parseJsonText(await unpackText(packedIn(body))))()
  const ahead = await parsing.then(
    (json) => ({ json }),
    (error: unknown) => ({ error }),
  )
  readAhead.set(body, ahead)
}

async function unpackText(text: string): Promise<string> {
  if (looksLikeJson(text)) return text
  const bytes = bytesOfBase64(text)
  const unpacked = isGzip(bytes) ? await unzip(bytes, unpacking).catch(refuseBroken) : bytes
  return refuseOther(readBodyText(unpacked))
}

const unzip = promisify(gunzip)

async function parseJsonText(text: string): Promise<Json> {
  const isHalved = hasHalves(text)
  const finish = (value: unknown, depth: number): Json => {
    refuseDeep(value as Json, BODY_DEPTH - depth)
    return isHalved ? mendTexts(value as Json) : (value as Json)
  }
  const json = (await parseJsonInParts(text, finish).catch(refuseNoJson)) as Json
  return refuseMany(json)
}

const looksLikeJson = (text: string): boolean => /^\s*[[{"]/.test(text)

/** JSON, or JSON in base64, compressed or not. Errors: collect/unreadable. */
export function readPacked(text: string): Json {
  if (looksLikeJson(text)) return parseJson(text)
  return parseJson(refuseOther(readBase64(text)))
}

function refuseOther(text: string): string {
  if (looksLikeJson(text)) return text
  throw unreadable('it is neither JSON nor base64 of JSON')
}

/** An object. Errors: collect/unreadable. */
export function readJsonObject(body: Buffer): JsonObject {
  const json = readJson(body)
  if (isObject(json)) return json
  throw unreadable('it is no JSON object')
}

export const unreadable = (reason: string) => new ThroughlineError('collect/unreadable', { reason })

function readBase64(text: string): string {
  const bytes = bytesOfBase64(text)
  if (!isGzip(bytes)) return readBodyText(bytes)
  try {
    return readBodyText(gunzipSync(bytes, unpacking))
  } catch {
    return refuseBroken()
  }
}

function bytesOfBase64(text: string): Buffer {
  const plain = text.replaceAll(' ', '+')
  if (!/^[\w+/-]+={0,2}$/.test(plain)) throw unreadable('it is neither JSON nor base64 of JSON')
  return Buffer.from(plain, 'base64')
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

const unpacking = { maxOutputLength: LIMIT_BYTES }

function refuseBroken(): never {
  throw unreadable('it is compressed, but broken or too large')
}

/** How deep a whole body may be: what is kept aside of it is written again. */
const BODY_DEPTH = 500

/** JSON as it is plainly written; halves of surrogate pairs become U+FFFD. Errors: collect/unreadable. */
export function parseJson(text: string): Json {
  const json = parse(text)
  refuseDeep(json, BODY_DEPTH)
  return refuseMany(hasHalves(text) ? mendTexts(json) : json)
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    return refuseNoJson(error)
  }
}

function refuseNoJson(error: unknown): never {
  if (error instanceof ThroughlineError) throw error
  throw unreadable(`it is no JSON: ${(error as Error).message}`)
}

function refuseDeep(json: Json, depth: number): void {
  if (isTooDeep(json, depth)) throw unreadable('its lists and objects lie too deep in each other')
}

const hasHalves = (text: string): boolean => /\\ud[89a-f]/i.test(text)

/** Items stand in a list, or in one that an object has. */
function refuseMany(json: Json): Json {
  const lists = isObject(json) ? Object.values(json) : [json]
  for (const list of lists) if (Array.isArray(list)) checkItems(list.length)
  return json
}

/** Errors: request/too-large. */
export const checkItems = (count: number): void => checkBudget('collect-items', count)

/** Whether lists and objects lie deeper in each other than can be kept. */
export function isTooDeep(value: Json, depth = DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (depth === 0) return true
  return Object.values(value).some((child) => isTooDeep(child, depth - 1))
}

/** Halves of surrogate pairs, which are no characters, become U+FFFD. */
function mendTexts(json: Json): Json {
  if (typeof json === 'string') return json.toWellFormed()
  if (typeof json !== 'object' || json === null) return json
  if (Array.isArray(json)) return json.map(mendTexts)
  const mended = Object.entries(json).map(([name, value]) => [
    name.toWellFormed(),
    mendTexts(value),
  ])
  return Object.fromEntries(mended) as Json
}
