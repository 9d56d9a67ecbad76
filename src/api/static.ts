import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGzip } from 'node:zlib'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { ThroughlineError } from '../model/errors.ts'
import { getOwn } from '../model/own.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** How the build keeps files: packed, instead of as they are or beside. */
const PACKED = '.br'

/** The built workspace, as it is by now: its files, and its page for every address that names none. */
export function serveWorkspace(app: OpenAPIHono, webDir: string): void {
  const known: Known = { tags: new Map(), bytes: new Map() }
  app.get('*', async (context) => {
    const { path: address } = context.req
    const path = readPath(address)
    if (path === null || path.startsWith(`${sep}api${sep}`)) throw notFound(address)
    const file = await findFile(join(webDir, path))
    if (file === undefined && FILE_ENDING.test(path) && !isOfPerson(address))
      throw notFound(address)
    const found = file ?? (await findFile(join(webDir, 'index.html')))
    if (found === undefined) throw notFound(address)
    const isHashed = found.startsWith(join(webDir, 'assets') + sep)
    return respond(context, { path: found, isHashed }, known)
  })
}

interface Found {
  readonly path: string
  /** Its name carries a hash of what is in it. */
  readonly isHashed: boolean
}

/** What is kept of files: the tags of those that change, and the bytes of those that never do. */
interface Known {
  readonly tags: Map<string, Promise<string>>
  readonly bytes: Map<string, Promise<Uint8Array<ArrayBuffer>>>
}

/** Of a file's name. What follows the point in the token of a link is longer. */
const FILE_ENDING = /\.[a-z0-9]{1,8}$/i

/** The page of a person ends in what they are called, often an e-mail. */
const isOfPerson = (address: string): boolean => address.startsWith('/people/')

/** Errors of the escapes name nothing that is there. */
function readPath(address: string): string | null {
  try {
    const path = normalize(decodeURIComponent(address))
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}

const notFound = (route: string): ThroughlineError =>
  new ThroughlineError('server/not-found', { route })

/** A path of which there is a file, be it only packed. */
async function findFile(path: string): Promise<string | undefined> {
  return (await isFile(path)) || (await isFile(path + PACKED)) ? path : undefined
}

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isFile() ?? false

/** Files whose names carry a hash never change; others are asked for again. */
async function respond(
  context: Context,
  { path, isHashed }: Found,
  { tags, bytes }: Known,
): Promise<Response> {
  const { file, encoding, through } = await chooseForm(context, path)
  const headers: Record<string, string> = {
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  }
  if (!isHashed) {
    headers['etag'] = await tagOf(file, tags)
    if (isKnown(context, headers['etag'])) return new Response(null, { status: 304, headers })
  }
  headers['content-type'] = getOwn(types, extname(path)) ?? 'application/octet-stream'
  if (encoding !== undefined) headers['content-encoding'] = encoding
  if (isHashed && through.length === 0) return new Response(await recall(file, bytes), { headers })
  const body = through.reduce<Readable>(pass, createReadStream(file))
  return new Response(Readable.toWeb(body) as ReadableStream, { headers })
}

/** A first view asks for dozens of them: a stream for each takes the server longer than all the rest. */
function recall(file: string, bytes: Known['bytes']): Promise<Uint8Array<ArrayBuffer>> {
  const known = bytes.get(file)
  if (known) return known
  const reading = readFile(file)
  bytes.set(file, reading)
  reading.catch(() => bytes.delete(file))
  return reading
}

/** What goes wrong with the one goes wrong with the other. */
const pass = (from: Readable, open: () => Transform): Readable =>
  pipeline(from, open(), () => undefined)

/** A file, how its bytes are sent, and what they go through before. */
interface Form {
  readonly file: string
  readonly encoding?: string
  readonly through: readonly (() => Transform)[]
}

/** The smallest form of a file that the client reads. */
async function chooseForm({ req }: Context, path: string): Promise<Form> {
  const packed = path + PACKED
  if (!(await isFile(packed))) return { file: path, through: [] }
  const accepted = readAccepted(req.header('accept-encoding') ?? '')
  if (accepted('br')) return { file: packed, encoding: 'br', through: [] }
  const unpack = () => createBrotliDecompress()
  if (!accepted('gzip')) return { file: packed, through: [unpack] }
  return { file: packed, encoding: 'gzip', through: [unpack, () => createGzip()] }
}

/** `br;q=0` refuses; `*` is any that is not named (RFC 9110, 12.5.3). */
function readAccepted(header: string): (encoding: string) => boolean {
  const weights = new Map(
    header.split(',').map((part) => {
      const [name = '', ...params] = part.split(';').map((text) => text.trim().toLowerCase())
      const weight = params.find((param) => param.startsWith('q='))?.slice(2)
      return [name, weight === undefined ? 1 : Number(weight)] as const
    }),
  )
  return (encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0
}

/** Of a file's content, read once for as long as it stays as it is. */
async function tagOf(file: string, tags: Map<string, Promise<string>>): Promise<string> {
  const { mtimeMs, size } = await stat(file)
  const state = `${file} ${mtimeMs} ${size}`
  const known = tags.get(state)
  if (known) return known
  const tag = readFile(file).then(
    (bytes) => `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
  )
  tags.set(state, tag)
  return tag
}

/** Whether the client has it already, whatever a proxy made of the tag. */
function isKnown({ req }: Context, tag: string): boolean {
  const given = req.header('if-none-match') ?? ''
  return given.split(',').some((each) => ['*', tag].includes(each.trim().replace(/^W\//, '')))
}
