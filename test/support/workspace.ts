import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi, log, openThroughline, type Throughline } from '../../src/api/index.ts'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** An open workspace in a folder of its own, and its API in this process. */
export interface Workspace {
  readonly folder: string
  readonly throughline: Throughline
  call(method: string, path: string, body?: unknown, init?: RequestInit): Promise<Answer>
  /** Imports bytes under a file name, as an upload. */
  upload(dataset: string, name: string, bytes: string | Uint8Array): Promise<Answer>
  /** Keeps bytes in the folder and gives their path. */
  file(name: string, bytes: string | Uint8Array): Promise<string>
  close(): Promise<void>
}

export async function openWorkspace(threads = 1): Promise<Workspace> {
  log.level = 'silent'
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bad-'))
  const throughline = await openThroughline({ dataDir: join(folder, 'data'), threads })
  const app = createApi(throughline)
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await app.request(`/api/v1/${path}`, init)
    const text = await response.text()
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
  }
  return {
    folder,
    throughline,
    call: (method, path, body, init = {}) =>
      send(path, {
        method,
        ...init,
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    upload: (dataset, name, bytes) =>
      send(`datasets/${dataset}/import?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        body: bytes as string,
      }),
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
  const workspace = await openWorkspace(threads)
  await workspace.call('POST', 'datasets/web/rows', shop.web)
  const { status, body } = await workspace.call('POST', 'apply', shop.definitions)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return workspace
}
