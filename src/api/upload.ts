import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { Context } from 'hono'
import { readLimit } from '../model/budgets/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { mediaType } from './access/content-type.ts'

/** Files to import, and how to be rid of them afterwards. */
export interface Upload {
  readonly paths: readonly string[]
  /** The texts of a form, each as often as it was sent. */
  readonly texts: readonly (readonly [name: string, text: string])[]
  remove(): Promise<void>
}

/** Keeps an uploaded body (raw under `name`, or the files of a form) in a folder of its own. */
export async function receiveUpload(
  context: Context,
  name: string | undefined,
  scratchDir: string,
): Promise<Upload> {
  const folder = join(scratchDir, randomUUID())
  await mkdir(folder)
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    if (name === undefined) return { ...(await keepForm(context, folder)), remove }
    return { paths: [await keepRaw(context, name, folder)], texts: [], remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function keepRaw(context: Context, name: string, folder: string): Promise<string> {
  const path = join(folder, safeName(name))
  await pipeline(readBody(context), countBytes(), createWriteStream(path))
  return path
}

async function keepForm(
  context: Context,
  folder: string,
): Promise<Pick<Upload, 'paths' | 'texts'>> {
  if (mediaType(context.req) !== 'multipart/form-data') {
    const reason = 'send a form with files, a raw body with ?name=, or JSON with a url'
    throw new ThroughlineError('server/invalid-body', { reason })
  }
  const form = openForm(context, folder)
  const { signal } = form
  await pipeline(readBody(context), countBytes(), form.parser, { signal }).catch(form.fail)
  await Promise.all(form.writing)
  if (signal.aborted) throw asNoForm(signal.reason)
  if (form.paths.length > 0) return { paths: form.paths, texts: form.texts }
  throw new ThroughlineError('server/invalid-body', { reason: 'the form has no file' })
}

const MOST_FILES = 1000
const MOST_TEXTS = 1000
const MOST_TEXT_BYTES = 1 << 20

/** Writes the files of a form into the folder as they come. */
function openForm(context: Context, folder: string) {
  const paths: string[] = []
  const texts: (readonly [string, string])[] = []
  const writing: Promise<void>[] = []
  const failure = new AbortController()
  const { signal } = failure
  const fail = (error: unknown) => failure.abort(error)
  const refuse = (reason: string) => fail(new ThroughlineError('server/invalid-body', { reason }))
  const parser = makeParser(context)
    .on('file', (_, file, name) => {
      const own = join(folder, String(paths.length))
      const path = join(own, safeName(name ?? ''))
      paths.push(path)
      const written = mkdir(own).then(() => pipeline(file, createWriteStream(path), { signal }))
      writing.push(written.catch(fail))
    })
    .on('field', (name, text, isNameCut, isTextCut) => {
      if (isNameCut || isTextCut) refuse('a field of the form is too long')
      texts.push([name, text])
    })
    .on('filesLimit', () => refuse(`the form has more than ${MOST_FILES} files`))
    .on('fieldsLimit', () => refuse(`the form has more than ${MOST_TEXTS} fields`))
  return { parser, paths, texts, writing, signal, fail }
}

function makeParser({ req }: Context): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': req.header('content-type') ?? '' },
      limits: { files: MOST_FILES, fields: MOST_TEXTS, fieldSize: MOST_TEXT_BYTES },
      isPartAFile: (_, __, name) => name !== undefined,
    })
  } catch {
    throw notAForm()
  }
}

const notAForm = () => new ThroughlineError('server/invalid-body', { reason: 'it is not a form' })

/** What the parser says is about the form; the system's calls have names, as a full disk has. */
const asNoForm = (error: unknown): unknown =>
  error instanceof ThroughlineError || (error instanceof Error && 'code' in error)
    ? error
    : notAForm()

const GB = 1_000_000_000

/** Lets bytes through up to the limit. Errors: import/upload-too-large. */
function countBytes(): Transform {
  const limit = readLimit('upload-gb')
  let bytes = 0
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.length
      if (bytes <= limit * GB) return done(null, chunk)
      done(new ThroughlineError('import/upload-too-large', { limit }))
    },
  })
}

function readBody({ req }: Context): Readable {
  const { body } = req.raw
  return body ? Readable.fromWeb(body as ReadableStream) : Readable.from([])
}

/** The end of a name says the format; systems take names of 255 bytes. */
const LONGEST_NAME = 60

/** The last part of a name, without what a path or a glob could be made of. */
function safeName(name: string): string {
  const safe = basename(name)
    .replace(/[^\p{L}\p{N}._-]/gu, '_')
    .slice(-LONGEST_NAME)
  return /^\.*$/.test(safe) ? 'upload' : safe
}
