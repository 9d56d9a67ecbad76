import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type FakeAnswer,
  type FakeService,
  startFakeService,
} from '../../test/support/fake-service.ts'
import { readLimits } from './limits.ts'
import { openOutgoing } from './outgoing.ts'
import { openResponse } from './request.ts'

let service: FakeService
let other: FakeService
let answer: FakeAnswer = {}
const limits = { connectSeconds: 5, firstByteSeconds: 0.3, idleSeconds: 0.3, answerSeconds: 5 }
const outgoing = openOutgoing({ allowsPrivateTargets: true, limits })
const guarded = openOutgoing({ limits })

beforeAll(async () => {
  service = await startFakeService(({ path }) => (path === '/moved' ? { body: 'there' } : answer))
  other = await startFakeService(() => ({ body: 'other' }))
})
beforeEach(() => {
  service.forget()
  other.forget()
  answer = {}
})
afterAll(async () => {
  await service.close()
  await other.close()
})

const post = (path = '/', more: object = {}) =>
  outgoing.send(service.address + path, { method: 'POST', body: 'Zoë', ...more })

describe('what is sent', () => {
  it('arrives as it is, and its answer comes back', async () => {
    answer = { status: 201, headers: { 'x-id': '7' }, body: { ok: true } }
    const sent = { method: 'PUT', headers: { 'X-A': 'b' }, credentials: { Authorization: 'c' } }
    expect(await post('/a?b=c', sent)).toMatchObject({
      status: 201,
      headers: { 'x-id': '7' },
      text: '{"ok":true}',
    })
    expect(service.asked).toMatchObject([
      { method: 'PUT', path: '/a', text: 'Zoë', headers: { 'x-a': 'b', authorization: 'c' } },
    ])
  })

  it.each([400, 404, 429, 500, 503])('is answered with %s, which is no error', async (status) => {
    answer = { status, body: 'no' }
    expect(await post()).toMatchObject({ status, text: 'no' })
  })

  it('shares a connection with what is sent afterwards', async () => {
    await post()
    const before = service.connections
    for (let i = 0; i < 20; i += 1) await post()
    expect(service.connections).toBe(before)
    expect(service.asked).toHaveLength(21)
  })

  it('finds another connection where the last one was ended', async () => {
    await post()
    service.fail('resets')
    await expect(post()).rejects.toThrow('it ended the connection')
    expect(await post()).toMatchObject({ status: 200 })
  })

  it('may be large', async () => {
    const body = new Uint8Array(3_000_000).fill(97)
    await post('/', { body })
    expect(service.asked[0]?.text).toHaveLength(body.length)
  })

  it('may be nothing', async () => {
    await post('/', { body: undefined, method: 'DELETE' })
    expect(service.asked).toMatchObject([{ method: 'DELETE', text: '' }])
  })
})

describe('a service that', () => {
  it.each([
    ['resets', 'it ended the connection'],
    ['closes-in-mid-body', 'it ended the connection'],
    ['is-silent', 'it does not answer in 0.3 seconds'],
    ['talks-nonsense', 'the connection to it failed'],
    ['never-ends', 'it is larger than 1000000 bytes'],
  ] as const)('%s is an error of its own', async (fault, reason) => {
    service.fail(fault)
    await expect(post()).rejects.toMatchObject({ message: reason })
    expect(await post()).toMatchObject({ status: 200 })
  })

  it('says that its answer is huge is not listened to', async () => {
    answer = { body: 'x'.repeat(1_000_001) }
    await expect(post()).rejects.toThrow('it is larger than 1000000 bytes')
    answer = { body: 'x'.repeat(1_000_000) }
    expect((await post()).text).toHaveLength(1_000_000)
  })

  it('is not there is an error of its own', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const { port } = gone.address() as { port: number }
    gone.close()
    await once(gone, 'close')
    const asking = outgoing.send(`http://127.0.0.1:${port}/`, { method: 'GET' })
    await expect(asking).rejects.toThrow('it refuses connections')
  })

  it('takes nothing of a large body is left', async () => {
    const deaf = createServer((socket) => void socket.on('error', () => {}).pause())
    deaf.listen(0, '127.0.0.1')
    await once(deaf, 'listening')
    const { port } = deaf.address() as { port: number }
    const body = new Uint8Array(20_000_000)
    try {
      const asking = outgoing.send(`http://127.0.0.1:${port}/`, { method: 'POST', body })
      await expect(asking).rejects.toThrow('it took nothing for 0.3 seconds')
    } finally {
      deaf.close()
    }
  })

  it('is left when who asks leaves', async () => {
    service.fail('is-silent')
    const client = new AbortController()
    const asking = openOutgoing({ allowsPrivateTargets: true }).send(
      service.address,
      { method: 'POST', body: '' },
      client.signal,
    )
    await expect.poll(() => service.asked.length).toBe(1)
    client.abort()
    await expect(asking).rejects.toThrow('it was cancelled')
  })
})

describe('a redirect', () => {
  const to = (location: string, status = 307) => ({ status, headers: { location } })

  it.each([307, 308])('with %s takes the body along', async (status) => {
    service.fail(to('/moved', status))
    expect(await post('/', { credentials: { 'X-Key': 'k' } })).toMatchObject({ text: 'there' })
    expect(service.asked[1]).toMatchObject({
      method: 'POST',
      text: 'Zoë',
      headers: { 'x-key': 'k' },
    })
  })

  it.each([301, 302, 303])('with %s would lose the body', async (status) => {
    service.fail(to('/moved', status))
    await expect(post()).rejects.toThrow(`it redirects with status ${status}`)
    expect(service.asked).toHaveLength(1)
  })

  it('to another host brings no credentials there', async () => {
    service.fail(to(other.address))
    const headers = { 'X-A': 'b' }
    expect(await post('/', { headers, credentials: { 'X-Key': 'k' } })).toMatchObject({
      text: 'other',
    })
    expect(other.asked[0]?.headers).toMatchObject({ 'x-a': 'b' })
    expect(other.asked[0]?.headers).not.toHaveProperty('x-key')
  })

  it.each([
    ['file:///etc/passwd', 'neither http nor https'],
    ['http://', 'it redirects to no address'],
  ])('to %s is not followed', async (location, reason) => {
    service.fail(to(location))
    await expect(post()).rejects.toThrow(reason)
  })

  it('in a circle ends', async () => {
    service.fail(to('/'), 6)
    await expect(post()).rejects.toThrow('it redirects more than 5 times')
  })

  it('to a private address is refused as if it were asked for', async () => {
    const { followRedirect } = await import('./redirect.ts')
    const { findTarget } = await import('./target.ts')
    const moved = { headers: { location: 'http://169.254.169.254/latest' } } as never
    const target = findTarget(followRedirect(new URL('http://public.example/'), moved), false)
    await expect(target).rejects.toMatchObject({ code: 'outgoing/private-target' })
  })
})

describe('an address of this machine or network', () => {
  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '[64:ff9b::127.0.0.1]', '2130706433'])(
    'is not sent to as %s',
    async (host) => {
      const { port } = new URL(service.address)
      const sending = guarded.send(`http://${host}:${port}/`, { method: 'POST', body: '' })
      await expect(sending).rejects.toMatchObject({ code: 'outgoing/private-target' })
      expect(service.asked).toEqual([])
    },
  )
})

it('a name is not resolved again once it was checked', async () => {
  const url = new URL(service.address)
  url.hostname = 'name-that-nobody-has.invalid'
  const target = { url, addresses: [{ address: '127.0.0.1', family: 4 }] }
  const question = { method: 'POST', headers: {}, body: Buffer.from('x') }
  const { signal } = new AbortController()
  const response = await openResponse(target, question, readLimits({}), signal)
  response.resume()
  expect(response.statusCode).toBe(200)
  expect(service.asked[0]?.headers.host).toBe(url.host)
})
