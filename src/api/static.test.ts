import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { respondWithProblem } from './problem.ts'
import { serveWorkspace } from './static.ts'

let folder: string
let app: OpenAPIHono

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-static-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), 'page')
  await writeFile(join(folder, 'assets/a-1.js.br'), brotliCompressSync('script'))
  app = new OpenAPIHono()
  app.onError((error) => respondWithProblem(error))
  serveWorkspace(app, folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const get = (path: string, headers: Record<string, string> = {}) =>
  Promise.resolve(app.request(path, { headers }))

describe('the files of the workspace', () => {
  it('are asked for again where only a folder above is called assets', async () => {
    const inner = join(folder, 'assets', 'web')
    await mkdir(join(inner, 'assets'), { recursive: true })
    await writeFile(join(inner, 'index.html'), 'inner page')
    await writeFile(join(inner, 'assets/b-2.js.br'), brotliCompressSync('inner script'))
    const own = new OpenAPIHono()
    serveWorkspace(own, inner)
    const kept = async (path: string) =>
      (await own.request(path, { headers: { 'accept-encoding': 'br' } })).headers.get(
        'cache-control',
      )
    expect(await kept('/')).toBe('no-cache')
    expect(await kept('/assets/b-2.js')).toContain('immutable')
  })

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['BR;q=0.5', 'br'],
    ['identity', null],
    ['', null],
  ] as const)('are sent as the client reads them: %j as %s', async (accepted, encoding) => {
    const answer = await get('/assets/a-1.js', { 'accept-encoding': accepted })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('vary')).toBe('accept-encoding')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync, plain: (packed: Buffer) => packed }
    expect(unpack[encoding ?? 'plain'](bytes).toString()).toBe('script')
  })

  it('are known again by their content', async () => {
    const first = await get('/')
    expect(await first.text()).toBe('page')
    const tag = first.headers.get('etag') ?? ''
    for (const given of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      expect((await get('/index.html', { 'if-none-match': given })).status).toBe(304)
    }
    expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('are those of a build that comes, or comes anew, while they are served', async () => {
    const built = join(folder, 'built-later')
    const own = new OpenAPIHono()
    own.onError((error) => respondWithProblem(error))
    serveWorkspace(own, built)
    expect((await own.request('/')).status).toBe(404)
    await mkdir(built)
    await writeFile(join(built, 'index.html'), 'first')
    const first = await own.request('/')
    expect(await first.text()).toBe('first')
    await writeFile(join(built, 'index.html'), 'second build')
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect(await (await own.request('/', { headers })).text()).toBe('second build')
  })

  it.each([
    '/explore',
    '/datasets/web',
    '/nowhere',
    '/people/main/ann%40example.com',
    '/shared/22d5d0ec7070b399.EkSBr_FbSyVNxOEDR74V62-o-AYOse1G-DFT-LCG2pk',
  ])('%s is an address of the page', async (path) => {
    const answer = await get(path)
    expect([answer.status, await answer.text()]).toEqual([200, 'page'])
  })

  it.each([
    '/assets/b.js',
    '/nothing.png',
    '/api/v1/none',
    '/%E0%A4%A',
    '/a%00b',
    '/../etc/passwd.txt',
  ])('%s is not there', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'server/not-found' })
  })
})
