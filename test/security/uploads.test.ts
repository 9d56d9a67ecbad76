import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { respondWithProblem } from '../../src/api/problem.ts'
import { receiveUpload } from '../../src/api/upload.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const MB = 1_000_000
const piece = Buffer.alloc(MB, 'ts,page\n')

describe('an upload', () => {
  let folder: string
  let server: ServerType
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-uploads-'))
    const app = new Hono()
    app.onError((error) => respondWithProblem(error))
    app.post('/', async (context) => {
      const upload = await receiveUpload(context, context.req.query('name'), folder)
      const sizes = await Promise.all(upload.paths.map(async (path) => (await stat(path)).size))
      await upload.remove()
      return context.json({ sizes, texts: upload.texts })
    })
    server = await new Promise<ServerType>((resolve) => {
      const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(started),
      )
    })
  })
  afterAll(async () => {
    server.close()
    await rm(folder, { recursive: true, force: true })
  })
  afterEach(() => vi.unstubAllEnvs())

  /** Posts a body in pieces over HTTP. */
  async function post(path: string, type: string, body: Iterable<Buffer | string>) {
    const { port } = server.address() as AddressInfo
    const headers = { 'content-type': type }
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path, headers })
    const answered = new Promise<{ status: number; body: unknown }>((resolve, reject) => {
      sent.on('error', reject).on('response', async (response) => {
        const text = (await response.toArray()).join('')
        resolve({ status: response.statusCode!, body: JSON.parse(text) })
      })
    })
    // A server that refuses does not read on.
    await pipeline(Readable.from(body), sent).catch(() => {})
    return answered
  }

  function* pieces(count: number): Generator<Buffer> {
    for (let i = 0; i < count; i++) yield piece
  }

  function* form(count: number): Generator<Buffer | string> {
    yield '--x\r\ncontent-disposition: form-data; name="timeZone"\r\n\r\nUTC\r\n'
    yield '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    yield* pieces(count)
    yield '\r\n--x--\r\n'
  }

  it.each([
    ['raw', '/?name=a.csv', 'application/octet-stream', pieces, []],
    ['form', '/', 'multipart/form-data; boundary=x', form, [['timeZone', 'UTC']]],
  ] as const)(
    'of 300 MB goes to disk, not into memory, as a %s body',
    { timeout: 120_000 },
    async (_, path, type, body, texts) => {
      await post(path, type, body(10))
      const before = process.memoryUsage().rss
      let most = before
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss)
      }, 10)
      const answer = await post(path, type, body(300))
      clearInterval(watch)
      expect(answer).toEqual({ status: 200, body: { sizes: [300 * MB], texts } })
      // Both ends of the connection are in this process; the body alone would be 300.
      expect((most - before) / MB).toBeLessThan(100)
    },
  )

  it.each([
    ['raw', '/?name=a.csv', 'application/octet-stream', pieces],
    ['form', '/', 'multipart/form-data; boundary=x', form],
  ] as const)('that is too large is refused as a %s body, and leaves nothing', async (...row) => {
    const [, path, type, body] = row
    vi.stubEnv('THROUGHLINE_UPLOAD_GB', '0.0029')
    expect(await post(path, type, body(3))).toMatchObject({
      status: 413,
      body: { code: 'import/upload-too-large', detail: expect.stringContaining('upload-gb') },
    })
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    ['without its boundary', 'multipart/form-data', '--x'],
    ['that does not end', 'multipart/form-data; boundary=x', [...form(1)].slice(0, 3).join('')],
    ['without a part', 'multipart/form-data; boundary=x', 'nothing'],
  ])('as a form %s is refused, and leaves nothing', async (_, type, body) => {
    expect(await post('/', type, [body])).toMatchObject({
      status: 400,
      body: { code: 'server/invalid-body' },
    })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a body that is no upload', () => {
  let workspace: Workspace
  beforeAll(async () => {
    vi.stubEnv('THROUGHLINE_BODY_MB', '1')
    workspace = await openWorkspace()
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await workspace.close()
  })

  it.each([
    ['datasets/web/rows?name=a.csv', 'application/json'],
    ['datasets/web/import', 'application/json'],
    ['datasets/import/rows', 'application/json'],
    ['definitions/segment/import?name=a.csv', 'application/json'],
    ['reports?name=a.csv', 'application/json'],
    ['previews/segment?name=preview', 'application/json'],
  ])('is limited whatever its address looks like: %s', async (path, type) => {
    const method = path.startsWith('definitions') ? 'PUT' : 'POST'
    const body = `[${' '.repeat(2 << 20)}]`
    const answer = await workspace.call(method, path, body, { 'content-type': type })
    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'server/body-too-large', detail: expect.stringContaining('body-mb') },
    })
  })
})
