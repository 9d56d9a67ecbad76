import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { ThroughlineError } from '../model/errors.ts'

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

/** The built workspace: its files, and its page for every address that names none. */
export function serveWorkspace(app: OpenAPIHono, webDir: string): void {
  app.get('*', async ({ req }) => {
    const path = normalize(decodeURIComponent(req.path))
    if (path.startsWith(`${sep}api${sep}`)) throw notFound(req.path)
    const file = await existing(join(webDir, path))
    if (file === undefined && extname(path) !== '') throw notFound(req.path)
    const found = file ?? (await existing(join(webDir, 'index.html')))
    if (found === undefined) throw notFound(req.path)
    return fileResponse(found)
  })
}

const notFound = (route: string): ThroughlineError =>
  new ThroughlineError('server/not-found', { route })

async function existing(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? path : undefined
}

/** Files in `assets` carry a hash in their name and never change. */
function fileResponse(path: string): Response {
  const isHashed = path.includes(`${sep}assets${sep}`)
  const headers = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  }
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, { headers })
}
