import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a fake was asked. */
export interface FakeRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface FakeAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, unless it is a text. */
  readonly body?: unknown
}

/** What a service does instead of answering. */
export type Fault =
  | FakeAnswer
  /** Ends the connection before, or amid its answer. */
  | 'resets'
  | 'closes-in-mid-body'
  /** Does what it is asked, and ends the connection before it has said so. */
  | 'forgets-to-answer'
  | 'is-silent'
  | 'talks-nonsense'
  | 'never-ends'
  /** Is well, before it fails. */
  | 'answers'

/** A service on a free port of this machine. */
export interface FakeService {
  readonly address: string
  readonly asked: readonly FakeRequest[]
  /** How many connections were made to it. */
  readonly connections: number
  /** What it does to the next `times` requests. */
  fail(fault: Fault, times?: number): void
  forget(): void
  close(): Promise<void>
}

export async function startFakeService(
  answer: (request: FakeRequest) => FakeAnswer,
): Promise<FakeService> {
  const asked: FakeRequest[] = []
  let faults: Fault[] = []
  let connections = 0
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', 'http://fake')
    const { method = '', headers } = incoming
    const text = Buffer.concat(chunks).toString('utf8')
    const request = { method, path, query, headers, text }
    asked.push(request)
    const fault = faults.shift()
    if (fault === 'forgets-to-answer') answer(request)
    if (fault === undefined || fault === 'answers') send(response, answer(request))
    else if (typeof fault === 'object') send(response, fault)
    else misbehave(response, fault)
  })
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    get connections() {
      return connections
    },
    fail(fault, times = 1) {
      faults.push(...Array.from({ length: times }, () => fault))
    },
    forget() {
      asked.length = 0
      faults = []
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: FakeAnswer): void {
  const isText = typeof body === 'string'
  const type: Record<string, string> = isText ? {} : { 'content-type': 'application/json' }
  response.writeHead(status, { ...type, ...headers })
  response.end(body === undefined ? '' : isText ? body : JSON.stringify(body))
}

function misbehave(response: ServerResponse, fault: Exclude<Fault, FakeAnswer | 'answers'>): void {
  switch (fault) {
    case 'resets':
    case 'forgets-to-answer':
      response.socket?.resetAndDestroy()
      return
    case 'closes-in-mid-body':
      response.writeHead(200, { 'content-length': 1000 })
      response.write('{"rejected":[', () => response.socket?.destroy())
      return
    case 'is-silent':
      return
    case 'talks-nonsense':
      response.socket?.end('what? no.\r\n\r\n')
      return
    case 'never-ends': {
      const timer = setInterval(() => response.write('x'.repeat(100_000)), 1)
      response.on('close', () => clearInterval(timer))
      return
    }
    default:
      fault satisfies never
  }
}
