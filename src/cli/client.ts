import { cutText } from '../model/show.ts'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { ThroughlineError } from '../model/errors.ts'
import { type Durability, durabilities } from '../lake/durability.ts'
import { findServer } from '../server-file.ts'
import { collectEvents, readEvents, watchEvents } from './event-stream.ts'
import { readProblem, ServerProblem } from './server-problem.ts'
import { type Input, type Terminal, UsageError } from './terminal.ts'
import { readToken, warnOfToken } from './token.ts'

/** The API of a workspace, in this process or on a server; paths are below `/api/v1`. */
export interface Client {
  /** Whether the server reads this machine's files by itself. */
  readonly readsLocalFiles: boolean
  /** Errors: whatever the API answers. */
  json<A>(method: string, path: string, body?: unknown): Promise<A>
  /** Like json, telling how far it is. */
  withProgress<A, P>(path: string, body: unknown, onProgress: (progress: P) => void): Promise<A>
  /** What a stream of events tells until it ends. */
  events<E>(path: string): Promise<readonly E[]>
  /** What a stream tells, as it comes, until it ends or `onEvent` gives false. */
  watch<E>(path: string, onEvent: (event: E) => boolean): Promise<void>
  /** Sends a file as the body. */
  upload<A, P>(path: string, file: string, watch: UploadWatch<P>): Promise<A>
  close(): Promise<void>
}

interface UploadWatch<P> {
  /** The share of the file that has been sent. */
  readonly onSent: (share: number) => void
  readonly onProgress: (progress: P) => void
}

type Send = (path: string, init: RequestInit) => Promise<Response>

const DEFAULT_DATA_DIR = './throughline-data'

export const chooseDataDir = (input: Input, { env }: Terminal): string =>
  input.text('data') ?? env['THROUGHLINE_DATA'] ?? DEFAULT_DATA_DIR

export const allowsPrivateTargets = (env: Terminal['env']): boolean =>
  env['THROUGHLINE_ALLOW_PRIVATE_TARGETS'] === '1'

/** Of an option, or else of the environment. Errors: usage. */
export function chooseDurability(given: string | undefined, env: Terminal['env']): Durability {
  const told = given ?? env['THROUGHLINE_DURABILITY'] ?? 'disk'
  const durability = durabilities.find((one) => one === told)
  if (durability !== undefined) return durability
  throw new UsageError(`a durability is ${durabilities.join(' or ')}, not ${cutText(told, 40)}`)
}

/** A server named by `--server`, the one that has the folder open, or the folder itself. */
export async function openClient(input: Input, terminal: Terminal): Promise<Client> {
  const { env, stderr } = terminal
  const server = input.text('server')
  if (stderr.isTTY) warnOfToken(input, terminal)
  if (server !== undefined) {
    return remoteClient(addressOf(server), await readToken(input, terminal))
  }
  const dataDir = chooseDataDir(input, terminal)
  const running = await findServer(dataDir)
  if (running) return remoteClient(running.url, running.folderKey)
  return localClient(dataDir, env)
}

function addressOf(server: string): string {
  if (URL.canParse(server)) return server.replace(/\/$/, '')
  throw new UsageError(`--server must be an address, such as http://127.0.0.1:4300`)
}

async function localClient(dataDir: string, env: Terminal['env']): Promise<Client> {
  const { createApi, log, openThroughline } = await import('../api/index.ts')
  if (env['THROUGHLINE_LOG_LEVEL'] === undefined) log.level = 'silent'
  const throughline = await openThroughline({
    dataDir,
    storeUrl: env['THROUGHLINE_STORE'],
    durability: chooseDurability(undefined, env),
    allowsLocalFiles: true,
    allowsLocalBackups: true,
    outgoing: { allowsPrivateTargets: allowsPrivateTargets(env) },
  })
  const app = createApi(throughline)
  const send: Send = async (path, init) => app.request(`/api/v1${path}`, init)
  return clientOf(send, true, () => throughline.close())
}

function remoteClient(url: string, token: string | undefined): Client {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const send: Send = async (path, init) => {
    const headers = { ...(init.headers as Record<string, string>), ...authorization }
    try {
      return await fetch(`${url}/api/v1${path}`, { ...init, headers })
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new ServerProblem('server/unreachable', `${url} does not answer: ${reason}`)
    }
  }
  return clientOf(send, false, async () => {})
}

function clientOf(send: Send, readsLocalFiles: boolean, close: () => Promise<void>): Client {
  const events = { accept: 'text/event-stream' }
  return {
    readsLocalFiles,
    close,
    json: async <A>(method: string, path: string, body?: unknown) =>
      answerOf<A>(await send(path, { method, ...jsonBody(body) })),
    async withProgress<A, P>(path: string, body: unknown, onProgress: (progress: P) => void) {
      const { headers = {}, ...rest } = jsonBody(body)
      const init = { method: 'POST', headers: { ...headers, ...events }, ...rest }
      return readEvents<A, P>(await send(path, init), onProgress)
    },
    events: async <E>(path: string) =>
      collectEvents<E>(await send(path, { method: 'GET', headers: events })),
    watch: async <E>(path: string, onEvent: (event: E) => boolean) =>
      watchEvents(await send(path, { method: 'GET', headers: events }), onEvent),
    async upload<A, P>(path: string, file: string, { onSent, onProgress }: UploadWatch<P>) {
      const body = Readable.toWeb(Readable.from(chunksOf(file, onSent))) as ReadableStream
      const headers = { 'content-type': 'application/octet-stream', ...events }
      const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
      return readEvents<A, P>(await send(path, init), onProgress)
    },
  }
}

/** A file's bytes, telling what share of them has been taken. */
async function* chunksOf(
  file: string,
  onSent: (share: number) => void,
): AsyncGenerator<Uint8Array> {
  const { size } = await stat(file)
  let sent = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
    sent += chunk.length
    onSent(sent / size)
    yield chunk
  }
}

function jsonBody(body: unknown): { headers?: Record<string, string>; body?: string } {
  if (body === undefined) return {}
  return { headers: { 'content-type': 'application/json' }, body: textOf(body) }
}

/** What is nested too deep for the stack cannot be written as JSON. */
function textOf(body: unknown): string {
  try {
    return JSON.stringify(body)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const params = { what: 'the document', reason: 'it is nested too deep' }
    throw new ThroughlineError('request/too-large', params)
  }
}

async function answerOf<A>(response: Response): Promise<A> {
  const text = await response.text()
  if (!response.ok) throw problemOf(response, text)
  return (text === '' ? undefined : JSON.parse(text)) as A
}

function problemOf(response: Response, text: string): ServerProblem {
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('json')) return readProblem(JSON.parse(text) as object)
  return new ServerProblem(`server/http-${response.status}`, cutText(text, 200))
}
