import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTryCounter } from '../../src/api/access/tries.ts'
import { createApi } from '../../src/api/index.ts'
import { sessionLimits } from '../../src/store/index.ts'
import { openShop, type Workspace } from '../support/workspace.ts'

const token = 'a token of the server'
let workspace: Workspace
let app: ReturnType<typeof createApi>
beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())

/** A server that has seen no wrong tries. */
const restart = (options: Parameters<typeof createApi>[1] = { token }) => {
  app = createApi(workspace.throughline, options)
}

type Headers = Readonly<Record<string, string>>
const ask = (path: string, headers: Headers = {}, method = 'GET', body?: object) =>
  app.request(path, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  })
const signIn = (given: string, headers: Headers = {}) =>
  ask('/api/v1/session', headers, 'POST', { token: given })
const cookieOf = (response: Response) => response.headers.get('set-cookie') ?? ''
const pairOf = (response: Response) => cookieOf(response).split(';')[0]!
const statusOf = async (cookie: string) => (await ask('/api/v1/datasets', { cookie })).status

describe('a server with a token', () => {
  beforeAll(() => restart())

  it('tells strangers only that it lives, and how they can say who they are', async () => {
    for (const path of ['datasets', 'status', 'openapi.json', 'nowhere', 'reports']) {
      const refused = await ask(`/api/v1/${path}`)
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="Throughline"',
      ])
    }
    expect((await ask('/metrics')).status).toBe(401)
    expect((await ask('/healthz')).status).toBe(200)
    expect(await (await ask('/readyz')).json()).toEqual({ status: 'ready' })
    expect(await (await ask('/api/v1/session')).json()).toEqual({
      needsToken: true,
      isSignedIn: false,
    })
  })

  it('opens everything to those who have it', async () => {
    const authorization = `Bearer ${token}`
    expect((await ask('/api/v1/datasets', { authorization })).status).toBe(200)
    expect((await ask('/metrics', { authorization })).status).toBe(200)
    const cookie = pairOf(await signIn(token))
    expect(await statusOf(cookie)).toBe(200)
    expect((await ask('/metrics', { cookie })).status).toBe(200)
  })

  it('says what is not ready to those only', async () => {
    const { store } = workspace.throughline
    const broken = { ...store, sequence: () => Promise.reject(new Error('gone')) }
    const throughline = { ...workspace.throughline, store: broken }
    const ailing = createApi(throughline, { token })
    expect(await (await ailing.request('/readyz')).json()).toEqual({ status: 'not ready' })
    const headers = { authorization: `Bearer ${token}` }
    const told = (await (await ailing.request('/readyz', { headers })).json()) as object
    expect(told).toHaveProperty('problem')
  })
})

describe('a session', () => {
  beforeAll(() => restart())

  it('is a cookie that scripts, other sites and other hosts have no part in', async () => {
    const plain = cookieOf(await signIn(token, { origin: 'http://localhost', host: 'localhost' }))
    expect(plain).toMatch(/^throughline-session=/)
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(plain).toContain(part)
    expect(plain).not.toContain('Domain')
    const host = { host: 'a.example', origin: 'https://a.example' }
    const secure = await signIn(token, host)
    expect(cookieOf(secure)).toMatch(/^__Host-throughline-session=.*; Secure/)
    expect(await statusOf(pairOf(secure))).toBe(200)
  })

  it('is another one after each sign-in, and none after signing out', async () => {
    const first = pairOf(await signIn(token))
    const second = pairOf(await signIn(token, { cookie: first }))
    expect(second).not.toBe(first)
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200])
    const out = await ask('/api/v1/session', { cookie: second }, 'DELETE')
    expect([out.status, cookieOf(out)]).toEqual([204, expect.stringContaining('Max-Age=0')])
    expect(await statusOf(second)).toBe(401)
    expect(await statusOf('throughline-session=guessed')).toBe(401)
  })

  it('outlives a restart, but not its token', async () => {
    const cookie = pairOf(await signIn(token))
    restart()
    expect(await statusOf(cookie)).toBe(200)
    restart({ token: 'another token' })
    expect(await statusOf(cookie)).toBe(401)
    restart()
  })

  it('ends when nobody uses it, and after a week', async () => {
    const start = Date.now()
    vi.useFakeTimers({ now: start, toFake: ['Date'] })
    try {
      const idle = pairOf(await signIn(token))
      const used = pairOf(await signIn(token))
      for (let at = 0; at < sessionLimits.absoluteMs; at += sessionLimits.idleMs / 2) {
        vi.setSystemTime(start + at)
        expect(await statusOf(used)).toBe(200)
      }
      expect(await statusOf(idle)).toBe(401)
      vi.setSystemTime(start + sessionLimits.absoluteMs + 1)
      expect(await statusOf(used)).toBe(401)
    } finally {
      vi.useRealTimers()
    }
  })

  it('cannot be begun, used or ended by pages of other sites', async () => {
    const cookie = pairOf(await signIn(token))
    const foreign = { origin: 'https://evil.example', cookie }
    expect((await signIn(token, foreign)).status).toBe(403)
    expect((await ask('/api/v1/apply', foreign, 'POST', [])).status).toBe(403)
    expect((await ask('/api/v1/session', foreign, 'DELETE')).status).toBe(403)
    expect(await statusOf(cookie)).toBe(200)
  })

  it('is not needed without a token', async () => {
    restart({})
    expect(await (await ask('/api/v1/session')).json()).toEqual({
      needsToken: false,
      isSignedIn: true,
    })
  })
})

describe('guessing', () => {
  it('is slowed after five wrong tokens, right ones included, sessions not', async () => {
    restart()
    const cookie = pairOf(await signIn(token))
    const authorization = 'Bearer wrong'
    for (const tried of ['1', '2', '3']) expect((await signIn(tried)).status).toBe(401)
    for (const _ of [4, 5]) {
      expect((await ask('/api/v1/datasets', { authorization })).status).toBe(401)
    }
    const slowed = await signIn(token)
    expect([slowed.status, slowed.headers.get('retry-after')]).toEqual([429, '1'])
    expect((await ask('/metrics', { authorization: `Bearer ${token}` })).status).toBe(429)
    expect(await statusOf(cookie)).toBe(200)
  })

  it('costs twice as long each time, and is forgotten', () => {
    let now = 0
    const tries = createTryCounter(() => now)
    const waits = Array.from({ length: 20 }, () => {
      tries.countWrong('10.0.0.1')
      try {
        tries.check('::ffff:10.0.0.1')
        return 0
      } catch (error) {
        const { seconds } = (error as { params: { seconds: number } }).params
        now += seconds * 1000
        return seconds
      }
    })
    expect(waits.slice(0, 10)).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32])
    expect(waits.at(-1)).toBe(300)
    tries.check('10.0.0.2')
    now += 3_600_001
    expect(tries.countWrong('10.0.0.1')).toBe(1)
  })

  it('from all addresses of an IPv6 network counts as one, and memory is bounded', () => {
    const tries = createTryCounter(() => 0)
    for (let index = 1; index <= 5; index += 1) tries.countWrong(`2001:db8::${index}`)
    expect(() => tries.check('2001:db8::ffff')).toThrow()
    for (let index = 0; index < 10_000; index += 1)
      tries.countWrong(`10.0.${index >> 8}.${index & 255}`)
    tries.check('2001:db8::ffff')
  })
})
