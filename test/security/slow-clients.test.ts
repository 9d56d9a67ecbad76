import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { log } from '../../src/api/index.ts'
import { connectionOptions, guardConnections } from '../../src/guard-connections.ts'
import { type RunningServer, startServer } from '../../src/server.ts'

const limits = {
  THROUGHLINE_HEADER_SECONDS: '1',
  THROUGHLINE_KEEP_ALIVE_SECONDS: '1',
  THROUGHLINE_BODY_SECONDS: '1',
  THROUGHLINE_ANSWER_SECONDS: '3',
  THROUGHLINE_CONNECTIONS: '20',
}
const setLimits = () => {
  for (const [name, value] of Object.entries(limits)) vi.stubEnv(name, value)
}

let stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const stop of stops.toReversed()) await stop()
  stops = []
})

/** What a connection is told until it ends. */
interface Client {
  readonly socket: Socket
  readonly ended: Promise<string>
  readonly isOpen: () => boolean
}

function open(port: number, beginning = ''): Client {
  const socket = connect(port, '127.0.0.1')
  stops.push(async () => void socket.destroy())
  let said = ''
  socket.on('data', (bytes: Buffer) => (said += bytes.toString()))
  socket.on('error', () => {})
  socket.write(beginning)
  return {
    socket,
    ended: new Promise((resolve) => socket.on('close', () => resolve(said))),
    isOpen: () => !socket.closed,
  }
}

/** Sends a piece now and then, until the connection ends. */
async function trickle({ socket, isOpen }: Client, piece: string, everyMs = 100): Promise<void> {
  while (isOpen()) {
    if (socket.writable) socket.write(piece)
    await wait(everyMs)
  }
}

const headersOf = (method: string, path: string, ...more: readonly string[]) =>
  [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', ...more, '', ''].join('\r\n')

describe('a server', () => {
  let folder: string
  let running: RunningServer
  let port: number
  beforeAll(async () => {
    setLimits()
    log.level = 'silent'
    folder = await mkdtemp(join(tmpdir(), 'throughline-slow-'))
    running = await startServer({ dataDir: join(folder, 'data'), port: 0, host: '127.0.0.1' })
    port = Number(new URL(running.url).port)
    vi.unstubAllEnvs()
  })
  beforeEach(setLimits)
  afterAll(async () => {
    await running.close()
    await rm(folder, { recursive: true, force: true })
  })
  const isWell = async () => (await fetch(`${running.url}/healthz`)).status === 200

  it('closes connections that say nothing, or say it letter by letter', async () => {
    const silent = open(port)
    const slow = open(port, 'GET /healthz HTTP/1.1\r\n')
    void trickle(slow, 'x: y\r\n')
    expect(await silent.ended).toMatch(/^(HTTP\/1.1 408 .*)?$/s)
    expect(await slow.ended).toMatch(/^HTTP\/1.1 408 /)
  })

  it('closes connections on which nothing more is asked', async () => {
    const { ended } = open(port, headersOf('GET', '/healthz'))
    expect(await ended).toMatch(/^HTTP\/1.1 200 /)
  })

  const json = 'content-type: application/json'
  const file = 'content-type: application/octet-stream'
  const chunked = 'transfer-encoding: chunked'
  const upload = '/api/v1/datasets/web/import?name=a.csv'
  it.each([
    ['a body of the API', headersOf('POST', '/api/v1/reports', json, 'content-length: 9999')],
    ['one that never ends', headersOf('POST', '/api/v1/reports', json, chunked)],
    ['an upload', headersOf('POST', upload, file, 'content-length: 99999999')],
    ['an upload that never ends', headersOf('POST', upload, file, chunked)],
    ['a call of an SDK', headersOf('POST', '/v1/batch', json, 'content-length: 9999')],
    ['one that never ends', headersOf('POST', '/v1/batch', json, chunked)],
    ['what nobody reads', headersOf('GET', '/healthz', 'content-length: 9999')],
    ['one for nothing', headersOf('POST', '/nowhere', json, chunked)],
  ])('cuts off %s that trickles or stops', async (_, headers) => {
    const [slow, stopped] = [open(port, headers), open(port, headers)]
    void trickle(slow, headers.includes(chunked) ? '1\r\n[\r\n' : '[')
    for (const { ended } of [slow, stopped]) {
      // Who was answered before is only closed.
      expect(await ended).toMatch(/^HTTP\/1.1 (408|200|404) /)
    }
    const scratch = join(folder, 'data', 'scratch')
    await vi.waitFor(async () => expect(await readdir(scratch)).toEqual([]), 5000)
    expect(await isWell()).toBe(true)
  })

  it('takes a body as long as it comes along, for longer than its patience', async () => {
    const rows = 'ts,who\n2026-01-01T10:00:00Z,a'
    const body = rows + ' '.repeat(9000)
    const client = open(port, headersOf('POST', upload, file, `content-length: ${body.length}`))
    for (let at = 0; at < body.length; at += 300) {
      client.socket.write(body.slice(at, at + 300))
      await wait(100)
    }
    expect(await client.ended).toMatch(/^HTTP\/1.1 200 /)
  })

  it('has room for others however many connections ask nothing', async () => {
    const idle = Array.from({ length: 100 }, (_, i) => open(port, i % 2 ? 'GET /' : ''))
    for (let i = 0; i < 5; i++) expect(await isWell()).toBe(true)
    await vi.waitFor(() => {
      expect(idle.filter(({ isOpen }) => isOpen()).length).toBeLessThanOrEqual(20)
    })
  })
})

describe('a guarded server', () => {
  async function listen(answer: RequestListener): Promise<number> {
    setLimits()
    const server = createServer(connectionOptions, answer)
    guardConnections(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    stops.push(async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    return (server.address() as AddressInfo).port
  }

  it('does not take it out on clients when it reads slowly itself', async () => {
    const port = await listen(async (request, response) => {
      await wait(3000)
      response.end(String((await request.toArray()).join('').length))
    })
    const bytes = 20_000_000
    const client = open(port, headersOf('POST', '/', `content-length: ${bytes}`))
    client.socket.write(Buffer.alloc(bytes, 'x'))
    expect(await client.ended).toMatch(/20000000/)
  })

  it('lets go of who takes nothing of an answer, not of who waits for one', async () => {
    const port = await listen(async ({ url }, response) => {
      if (url === '/late') await wait(4000)
      response.end(url === '/late' ? 'late' : Buffer.alloc(50_000_000))
    })
    const deaf = open(port, headersOf('GET', '/'))
    deaf.socket.pause()
    const patient = open(port, headersOf('GET', '/late'))
    expect(await patient.ended).toMatch(/late$/)
    deaf.socket.resume()
    expect((await deaf.ended).length).toBeLessThan(50_000_000)
  })

  it('closes what asks nothing first of all, and of who has most', async () => {
    let finish = () => {}
    const port = await listen((_, response) => void (finish = () => response.end('done')))
    const busy = open(port, headersOf('GET', '/'))
    await vi.waitFor(() => expect(String(finish)).toContain('done'))
    const idle = Array.from({ length: 60 }, () => open(port, 'GET /'))
    await vi.waitFor(() =>
      expect(idle.filter(({ isOpen }) => isOpen()).length).toBeLessThanOrEqual(20),
    )
    finish()
    expect(await busy.ended).toMatch(/done/)
  })
})
