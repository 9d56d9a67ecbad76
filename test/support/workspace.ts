import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi, log, openThroughline, type Throughline } from '../../src/api/index.ts'
import { describedAnswers } from './described-answers.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The JSON of the answer, else nothing. */
  readonly body: Readonly<Record<string, unknown>>
  readonly text: string
}

/** An open workspace in a folder of its own, and its API in this process. */
export interface Workspace {
  readonly folder: string
  readonly throughline: Throughline
  readonly app: ReturnType<typeof createApi>
  /**
   * Asks the API, and throws where a JSON answer is not as the OpenAPI document says. A path with a
   * slash in front is beside the API, such as `/healthz`.
   */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Answer>
  /** Posts what must be accepted; gives the body of the answer. */
  post<T = unknown>(path: string, body: unknown): Promise<T>
  /** Imports bytes under a file name, as an upload. */
  upload(dataset: string, name: string, bytes: string | Uint8Array): Promise<Answer>
  /** Keeps bytes in the folder and gives their path. */
  file(name: string, bytes: string | Uint8Array): Promise<string>
  close(): Promise<void>
}

type Options = Omit<Parameters<typeof openThroughline>[0], 'dataDir'>

export async function openWorkspace(options: Options = { threads: 1 }): Promise<Workspace> {
  log.level = process.env['THROUGHLINE_LOG_LEVEL'] ?? 'silent'
  const folder = await mkdtemp(join(tmpdir(), 'throughline-workspace-'))
  const throughline = await openThroughline({ dataDir: join(folder, 'data'), ...options })
  const app = createApi(throughline)
  const described = describedAnswers(app)
  const call: Workspace['call'] = async (method, path, body, headers = {}, signal) => {
    const type = /\/(import|preview)\?/.test(path) ? 'application/octet-stream' : 'application/json'
    const init = {
      method,
      ...sentBody(body, { ...typeOf(body, type), ...headers }),
      ...(signal && { signal }),
    }
    if (path.startsWith('/')) return answerOf(await app.request(path, init))
    const answer = await answerOf(await app.request(`/api/v1/${path}`, init))
    if (isJson(answer)) (await described).check(method, path, answer.status, answer.body)
    return answer
  }
  return {
    folder,
    throughline,
    app,
    call,
    async post<T>(path: string, body: unknown) {
      const answer = await call('POST', path, body)
      if (answer.status >= 400) throw new Error(`${path} was refused: ${answer.text}`)
      return answer.body as T
    },
    upload: (dataset, name, bytes) =>
      call('POST', `datasets/${dataset}/import?name=${encodeURIComponent(name)}`, bytes),
    async file(name, bytes) {
      const path = join(folder, name)
      await writeFile(path, bytes)
      return path
    },
    async close() {
      await throughline.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Texts and bytes are sent as they are, everything else as JSON. */
function sentBody(body: unknown, headers: Readonly<Record<string, string>>): RequestInit {
  if (body === undefined) return { headers }
  const isSentAsIs = typeof body === 'string' || body instanceof Uint8Array
  return { headers, body: isSentAsIs ? (body as string) : JSON.stringify(body) }
}

const typeOf = (body: unknown, type: string): Record<string, string> =>
  body === undefined ? {} : { 'content-type': type }

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = await response.text()
  return { status, headers, text, body: isJson({ headers, text }) ? JSON.parse(text) : {} }
}

const isJson = ({ headers, text }: Pick<Answer, 'headers' | 'text'>): boolean =>
  headers.get('content-type')?.includes('json') === true && text !== ''

/** Three people, products in lists, a profile dataset. */
export const shop = {
  web: [
    {
      who: 'ann',
      ts: '2026-01-01T10:00:00Z',
      page: 'Home',
      price: 3,
      ok: true,
      url: 'https://a.io/x?q=1',
    },
    {
      who: 'ann',
      ts: '2026-01-01T10:01:00Z',
      page: 'Cart',
      price: 4,
      ok: false,
      url: 'https://a.io/y',
    },
    { who: 'bob', ts: '2026-01-02T10:00:00Z', page: 'Home', price: 5, ok: true, url: '' },
  ],
  definitions: [
    { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
    {
      kind: 'data-view',
      id: 'main',
      connection: 'all',
      dimensions: [
        { id: 'page', field: 'page' },
        { id: 'url', field: 'url' },
      ],
      metrics: [{ id: 'price', field: 'price' }],
    },
  ],
} as const

export async function openShop(threads = 1): Promise<Workspace> {
  const workspace = await openWorkspace({ threads })
  await workspace.post('datasets/web/rows', shop.web)
  await workspace.post('apply', shop.definitions)
  return workspace
}
