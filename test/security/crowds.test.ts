import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createApi } from '../../src/api/index.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const token = 'a token of the server'
let workspace: Workspace
let server: ServerType
let url: string
const waiting = { timeout: 120_000, interval: 20 }

beforeAll(async () => {
  workspace = await openWorkspace({ threads: 1 })
  const rows = Array.from({ length: 3000 }, (_, index) => ({
    ts: new Date(1_700_000_000_000 + index * 60_000).toISOString(),
    who: `p${index % 100}`,
    page: `page ${index}`,
  }))
  await workspace.post('datasets/web/rows', rows)
  await workspace.post('apply', [
    { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
    {
      kind: 'data-view',
      id: 'main',
      connection: 'all',
      dimensions: [{ id: 'page', field: 'page' }],
    },
  ])
  const app = createApi(workspace.throughline, { token })
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  if ('closeAllConnections' in server) server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await workspace.close()
})
afterEach(() => vi.unstubAllEnvs())

/** A browser of its own. */
async function signIn(): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ token })
  const response = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body })
  return response.headers.get('set-cookie')!.split(';')[0]!
}

function ask(cookie: string, body: object, signal?: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache', cookie }
  const init = { method: 'POST', headers, body: JSON.stringify(body), signal: signal ?? null }
  return fetch(`${url}/api/v1/reports`, init)
}

const dateRange = { start: '2023-01-01', end: '2024-01-01' }
const small = {
  kind: 'freeform',
  dataView: 'main',
  dateRange,
  rows: { dimension: 'day' },
  columns: [{ metric: 'events' }],
  limit: 5,
}
/** Some tenths of a second. */
const heavy = {
  ...small,
  rows: { dimension: 'page' },
  columns: Array.from({ length: 60 }, (_, index) => ({
    id: `c${index}`,
    metric: 'events',
    segments: [
      {
        container: 'person',
        where: { dimension: 'page', op: 'contains', value: `${index}` },
      },
    ],
  })),
  limit: 3000,
}

/** On a connection of its own. */
async function askHealth(): Promise<void> {
  const request = get(`${url}/healthz`, { agent: false })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(200)
  response.resume()
}

/** Asked again and again, at least once: the longest that it took, in seconds. */
async function longestHealth(isEnough: () => boolean): Promise<number> {
  const taken: number[] = []
  while (taken.length === 0 || !isEnough()) taken.push(await seconds(askHealth))
  return Math.max(...taken)
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

describe('a crowd of heavy reports', () => {
  it('leaves health and the reports of others quick', { timeout: 120_000 }, async () => {
    const [crowd, other] = [await signIn(), await signIn()]
    await (await ask(crowd, heavy)).text()
    const one = await seconds(async () => (await ask(crowd, heavy)).text())
    const abort = new AbortController()
    const all = Array.from({ length: 200 }, () =>
      ask(crowd, heavy, abort.signal).then(
        ({ status }) => status,
        () => 'left',
      ),
    )
    // Behind two hundred new connections, of which the process takes one in each round of its loop.
    const arriving = await longestHealth(() => workspace.throughline.turns.reports.waiting > 150)
    expect(arriving).toBeLessThan(3 + 4 * one)
    for (let i = 0; i < 5; i++) {
      // Idle it is a millisecond; a machine that does much beside is as slow with this as with a report.
      expect(await seconds(askHealth)).toBeLessThan(0.5 + one)
      // At most the two that run are in its way, and two that begin; never the two hundred.
      const waited = await seconds(async () => {
        const response = await ask(other, small)
        expect([response.status, await response.text()]).toEqual([200, expect.any(String)])
      })
      expect(waited).toBeLessThan(6 * one + 1)
    }
    abort.abort()
    await vi.waitFor(() => expect(workspace.throughline.turns.reports.waiting).toBe(0), waiting)
    await vi.waitFor(
      () => expect(workspace.throughline.reports.running.list()).toEqual([]),
      waiting,
    )
    expect(new Set(await Promise.all(all))).toContain('left')
  })

  it('is told to come again where it is too large', { timeout: 60_000 }, async () => {
    vi.stubEnv('THROUGHLINE_WAITING_PER_CLIENT', '3')
    vi.stubEnv('THROUGHLINE_REPORTS_AT_ONCE', '1')
    const crowd = await signIn()
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(crowd, heavy)))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(4)
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused[0]!.json()).toMatchObject({
      code: 'server/busy',
      detail: expect.stringContaining('waiting-per-client'),
    })
    await Promise.all(answers.filter(({ status }) => status === 200).map((each) => each.text()))
  })
})
