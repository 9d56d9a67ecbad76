import { z } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OpenAPIHono } from '@hono/zod-openapi'
import { createGate } from '../../src/api/access/gate.ts'
import { endpoint } from '../../src/api/endpoint.ts'
import { createApi } from '../../src/api/index.ts'
import { openShop, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
let app: ReturnType<typeof createApi>
beforeAll(async () => {
  workspace = await openShop()
  const hosts = { listening: '127.0.0.1', names: ['Analytics.example.com'] }
  app = createApi(workspace.throughline, { hosts })
})
afterAll(() => workspace.close())

type Headers = Readonly<Record<string, string>>

async function ask(method: string, path: string, headers: Headers, body?: string | Uint8Array) {
  const init = {
    method,
    headers: { host: '127.0.0.1:4300', ...headers },
    body: (body ?? null) as string | null,
  }
  const response = await app.request(`/api/v1/${path}`, init)
  const text = await response.text()
  const { code } = text.startsWith('{') ? (JSON.parse(text) as { code?: string }) : {}
  return [response.status, code]
}

const json = { 'content-type': 'application/json' }
const people = JSON.stringify({ kind: 'people', dataView: 'main', dateRange: 'last-7-days' })

/** Everything that changes something, and reports, which cost much. */
const writes: readonly (readonly [method: string, path: string, body: string | undefined])[] = [
  ['POST', 'datasets/web/rows', '[{"ts":"2026-01-01T10:00:00Z","who":"eve"}]'],
  ['POST', 'datasets/web/import', '{"url":"https://example.com/x.csv"}'],
  ['POST', 'datasets/web/import?name=x.csv', 'who,ts\neve,2026-01-01\n'],
  ['POST', 'datasets/web/preview?name=x.csv', 'who,ts\neve,2026-01-01\n'],
  ['POST', 'datasets/web/skipped/replay', '{}'],
  ['DELETE', 'datasets/web/batches/1', undefined],
  ['PUT', 'definitions/date-range/x', '{"start":"2026-01-01","end":"2026-02-01"}'],
  ['DELETE', 'definitions/data-view/main', undefined],
  ['POST', 'apply', '[]'],
  ['POST', 'connections/all/refresh', undefined],
  ['POST', 'reports', people],
  ['POST', 'reports/explain', people],
  ['DELETE', 'reports/x', undefined],
  ['POST', 'previews/segment', '{}'],
  ['POST', 'derived-field-templates/domain-name', '{}'],
  ['POST', 'demo', undefined],
]

/** What browsers send along from pages that are not of this server. */
const foreign: readonly (readonly [what: string, headers: Headers])[] = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another site, in an older browser', { origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:3000' }],
  ['another port, told as the same site', { 'sec-fetch-site': 'same-site' }],
  ['another name of this machine', { origin: 'http://localhost:4300' }],
  ['a frame without an origin', { origin: 'null' }],
  ['a name that starts alike', { origin: 'http://127.0.0.1:43000' }],
]

describe.each(foreign)('a page of %s', (_, headers) => {
  it.each(writes)('cannot %s %s', async (method, path, body) => {
    const refused = [403, 'server/foreign-page']
    expect(await ask(method, path, { ...json, ...headers }, body)).toEqual(refused)
    if (body === undefined) return
    expect(await ask(method, path, { 'content-type': 'text/plain', ...headers }, body)).toEqual(
      refused,
    )
  })

  it('cannot read an answer as a script, an image or a frame', async () => {
    expect(await ask('GET', 'datasets', headers)).toEqual([403, 'server/foreign-page'])
    expect(await ask('GET', 'openapi.json', headers)).toEqual([403, 'server/foreign-page'])
  })
})

describe('a body that a form can send', () => {
  const types = ['text/plain', 'text/plain;application/json', 'application/x-www-form-urlencoded']
  it.each(types)('of type %s is refused by every route', async (type) => {
    for (const [method, path, body] of writes) {
      if (body === undefined) continue
      expect(await ask(method, path, { 'content-type': type }, body)).toEqual([
        415,
        'server/wrong-content-type',
      ])
    }
  })

  it('is refused where a route takes no body, or JSON in a form', async () => {
    const form = { 'content-type': 'multipart/form-data; boundary=x' }
    expect(await ask('POST', 'demo', form, '--x--')).toEqual([415, 'server/wrong-content-type'])
    expect(await ask('POST', 'apply', form, '--x--')).toEqual([415, 'server/wrong-content-type'])
    const none = await ask('POST', 'apply', { 'content-length': '2' }, Buffer.from('[]'))
    expect(none).toEqual([415, 'server/wrong-content-type'])
  })
})

describe('the workspace itself', () => {
  const own: readonly Headers[] = [
    {},
    { origin: 'http://127.0.0.1:4300' },
    { origin: 'http://127.0.0.1:4300', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { host: 'analytics.example.com', origin: 'https://analytics.example.com' },
    { host: 'analytics.example.com:443', origin: 'https://analytics.example.com' },
  ]
  it.each(own)('may write: %o', async (headers) => {
    expect(await ask('POST', 'apply', { ...json, ...headers }, '[]')).toEqual([200, undefined])
    const parameters = { 'content-type': 'Application/JSON; charset=utf-8' }
    expect(await ask('POST', 'apply', { ...headers, ...parameters }, '[]')).toEqual([
      200,
      undefined,
    ])
  })

  it('may be linked to', async () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect(await ask('GET', 'datasets', link)).toEqual([200, undefined])
    expect(await ask('POST', 'apply', { ...json, ...link }, '[]')).toEqual([
      403,
      'server/foreign-page',
    ])
  })
})

describe('a name that was pointed at this machine', () => {
  const names = ['evil.example', 'evil.example:4300', '127.0.0.1.evil.example', '10.0.0.1', 'a b']
  it.each(names)('gets nothing as %s', async (host) => {
    expect(await ask('GET', 'datasets', { host })).toEqual([421, 'server/wrong-host'])
    for (const path of ['/healthz', '/readyz', '/metrics', '/']) {
      expect((await app.request(path, { headers: { host } })).status).toBe(421)
    }
  })

  it.each(['localhost:4300', 'LOCALHOST.', '127.8.9.1', '[::1]:4300', 'analytics.example.com.'])(
    'is none where it is %s',
    async (host) => {
      expect(await ask('GET', 'datasets', { host })).toEqual([200, undefined])
    },
  )

  it('is any name, but no address, where every address of the machine is listened on', async () => {
    const everywhere = createApi(workspace.throughline, {
      hosts: { listening: '0.0.0.0', names: [] },
    })
    const status = async (host: string) =>
      (await everywhere.request('/healthz', { headers: { host } })).status
    expect(await status('10.0.0.1:4300')).toBe(200)
    expect(await status('evil.example')).toBe(421)
  })
})

describe('a route that collects', () => {
  it('says of itself that pages of any site may call it', async () => {
    const api = new OpenAPIHono()
    const route = { method: 'post', path: '/x', summary: 'x', answer: z.object({}) } as const
    const surroundings = {
      throughline: workspace.throughline,
      gate: createGate({
        folderKey: 'key',
        sessions: workspace.throughline.store.sessions,
        shares: workspace.throughline.store.projects.shares,
      }),
      limitBody: async (_: unknown, next: () => Promise<void>) => next(),
    }
    api.use(async (context, next) => {
      context.set('actor', { id: 'owner', knownBy: 'reach' })
      await next()
    })
    endpoint({ ...route, pages: 'any' }, () => ({}))(api, 'x', surroundings)
    const headers = { origin: 'https://shop.example', ...json }
    expect((await api.request('/x', { method: 'POST', headers, body: '{}' })).status).toBe(200)
  })
})

describe('every answer', () => {
  it('tells browsers what they may do with it', async () => {
    for (const path of ['/healthz', '/api/v1/datasets', '/api/v1/nowhere', '/nowhere']) {
      const { headers } = await app.request(path, { headers: { host: 'localhost' } })
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
      expect(headers.get('content-security-policy')).toMatch(/script-src 'self'(;|$)/)
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  })

  it('of the API is kept nowhere', async () => {
    for (const path of ['datasets', 'nowhere', 'openapi.json', 'reports/x/events']) {
      const { headers } = await app.request(`/api/v1/${path}`)
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })
})
