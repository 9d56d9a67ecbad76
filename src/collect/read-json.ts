import { gunzipSync } from 'node:zlib'
import { ThroughlineError } from '../model/errors.ts'
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
 * Errors: collect/unreadable.
 */
export function readJson(body: Buffer): Json {
  const text = readBodyText(body).trim()
  if (text === '') throw unreadable('it is empty')
  const data = /^data=/.test(text) ? new URLSearchParams(text).get('data') : null
  return readPacked(data ?? text)
}

const looksLikeJson = (text: string): boolean => /^\s*[[{"]/.test(text)

/** JSON, or JSON in base64, compressed or not. Errors: collect/unreadable. */
export function readPacked(text: string): Json {
  if (looksLikeJson(text)) return parseJson(text)
  const unpacked = readBase64(text)
  if (looksLikeJson(unpacked)) return parseJson(unpacked)
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
  const plain = text.replaceAll(' ', '+')
  if (!/^[\w+/-]+={0,2}$/.test(plain)) throw unreadable('it is neither JSON nor base64 of JSON')
  const bytes = Buffer.from(plain, 'base64')
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return readBodyText(bytes)
  try {
    return readBodyText(gunzipSync(bytes, { maxOutputLength: LIMIT_BYTES }))
  } catch {
    throw unreadable('it is compressed, but broken or too large')
  }
}

/** How deep a whole body may be: what is kept aside of it is written again. */
const BODY_DEPTH = 500

/** JSON as it is plainly written; halves of surrogate pairs become U+FFFD. Errors: collect/unreadable. */
export function parseJson(text: string): Json {
  const json = parse(text)
  if (isTooDeep(json, BODY_DEPTH))
    throw unreadable('its lists and objects lie too deep in each other')
  return /\\ud[89a-f]/i.test(text) ? mendTexts(json) : json
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw unreadable(`it is no JSON: ${(error as Error).message}`)
  }
}

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
