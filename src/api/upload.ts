import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Context } from 'hono'
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
  await writeBody(context.req.raw.body, path)
  return path
}

async function keepForm(context: Context, folder: string) {
  if (mediaType(context.req) !== 'multipart/form-data') {
    const reason = 'send a form with files, a raw body with ?name=, or JSON with a url'
    throw new ThroughlineError('server/invalid-body', { reason })
  }
  const paths: string[] = []
  const texts: (readonly [string, string])[] = []
  for (const [name, entry] of (await readForm(context)).entries()) {
    if (typeof entry === 'string') {
      texts.push([name, entry])
      continue
    }
    const own = join(folder, String(paths.length))
    await mkdir(own)
    const path = join(own, safeName(entry.name))
    await writeBody(entry.stream(), path)
    paths.push(path)
  }
  if (paths.length > 0) return { paths, texts }
  throw new ThroughlineError('server/invalid-body', { reason: 'the form has no file' })
}

async function readForm(context: Context): Promise<FormData> {
  try {
    return await context.req.formData()
  } catch {
    throw new ThroughlineError('server/invalid-body', { reason: 'it is not a form' })
  }
}

/** The end of a name says the format; systems take names of 255 bytes. */
const LONGEST_NAME = 60

async function writeBody(body: unknown, path: string): Promise<void> {
  const from = body ? Readable.fromWeb(body as ReadableStream) : Readable.from([])
  await pipeline(from, createWriteStream(path))
}

/** The last part of a name, without what a path or a glob could be made of. */
function safeName(name: string): string {
  const safe = basename(name)
    .replace(/[^\p{L}\p{N}._-]/gu, '_')
    .slice(-LONGEST_NAME)
  return /^\.*$/.test(safe) ? 'upload' : safe
}
