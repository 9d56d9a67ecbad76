import { createClient } from '@redis/client'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openCuttingProxy } from '../../test/support/cutting-proxy.ts'
import { batchOf, change, entered, left } from '../../test/support/deliveries.ts'
import { oddPeople } from '../../test/support/odd-people.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import type { OpenDestination } from './destination.ts'
import { redis } from './redis.ts'

const peer = createClient({ socket: { reconnectStrategy: false } })
peer.on('error', () => undefined)
const isThere = await peer.connect().then(
  () => true,
  () => false,
)
const title = isThere ? 'Redis' : 'Redis (skipped: nobody answers at 127.0.0.1:6379)'

const prefix = `throughline-test-${process.pid}`
const user = `throughline-${process.pid}`
const place = { host: '127.0.0.1', tls: 'off', key: `${prefix}:{audience}` }
const never = new AbortController().signal

const opened: OpenDestination[] = []
async function open(settings: object = {}, more: object = {}) {
  const destination = await openDestination(redis, { settings: { ...place, ...settings }, ...more })
  opened.push(destination)
  return destination
}

const keys = async () => (await peer.keys(`${prefix}*`)).toSorted()
const members = async (audience = 'vip') =>
  (await peer.sMembers(`${prefix}:${audience}`)).toSorted()

describe.skipIf(!isThere)(title, () => {
  afterEach(async () => {
    for (const destination of opened.splice(0)) await destination.close()
    const found = await keys()
    if (found.length > 0) await peer.del(found)
  })
  afterAll(async () => {
    await peer.aclDelUser(user)
    peer.destroy()
  })

  it('holds who is in, once, after repeats too', async () => {
    const destination = await open()
    const first = batchOf([entered('ann'), entered('bob'), left('nobody')])
    expect(await destination.deliver(first, never)).toEqual({ accepted: [0, 1, 2], rejected: [] })
    await destination.deliver(first, never)
    await destination.deliver(batchOf([left('bob'), entered('cy')]), never)
    expect(await members()).toEqual(['ann', 'cy'])
  })

  it('holds the ids of a namespace; who has none is told', async () => {
    const destination = await open({ member: 'email' })
    const batch = batchOf([
      change('ann', ['email:a@x', 'email:ann@x', 'crm:1']),
      change('bob', ['crm:2']),
      change('cy', ['email:c@x']),
    ])
    expect(await destination.deliver(batch, never)).toEqual({
      accepted: [0, 2],
      rejected: [{ index: 1, reason: 'there is no id of email' }],
    })
    expect(await members()).toEqual(['a@x', 'ann@x', 'c@x'])
  })

  it('has a hash for each member while they are in', async () => {
    const destination = await open({ hashes: true })
    const attributes = { 'crm.name': 'Ann', 'crm.age': 30, 'crm.none': null, 'crm.list': ['a'] }
    await destination.deliver(batchOf([entered('ann', { attributes }), entered('bob')]), never)
    expect({ ...(await peer.hGetAll(`${prefix}:vip:ann`)) }).toEqual({
      'crm.name': 'Ann',
      'crm.age': '30',
      'crm.list': '["a"]',
    })
    await destination.deliver(
      batchOf([entered('ann', { attributes: { 'crm.age': 31 } }), left('bob')]),
      never,
    )
    expect({ ...(await peer.hGetAll(`${prefix}:vip:ann`)) }).toEqual({ 'crm.age': '31' })
    await destination.deliver(batchOf([left('ann')]), never)
    expect(await keys()).toEqual([])
  })

  it('keeps every person apart, whatever they are called', async () => {
    const destination = await open()
    await destination.deliver(batchOf(oddPeople.map((person) => entered(person))), never)
    expect(await members()).toEqual(oddPeople.toSorted())
  })

  it('says that a key is of something else', async () => {
    await peer.set(`${prefix}:vip`, 'text')
    const destination = await open()
    await expect(destination.deliver(batchOf([entered('ann')]), never)).rejects.toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining('not of this destination'),
    })
    expect(await peer.get(`${prefix}:vip`)).toBe('text')
  })

  it.each([
    ['user or password', { user: 'nobody' }],
    ['may not write', { user, key: 'other:{audience}' }],
  ])('that refuses says why: %s', async (words, settings) => {
    const rules = ['reset', 'on', '>right password', '+@all', `~${prefix}*`]
    await peer.aclSetUser(user, rules)
    const destination = await open(settings, { secrets: { password: 'right password' } })
    const batch = batchOf([entered('ann')])
    const failed = await destination.deliver(batch, never).catch((error: unknown) => error)
    expect(failed).toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining(words),
    })
    expect(String(failed)).not.toContain('right password')
    await expect(destination.check!(never)).rejects.toMatchObject({ retry: 'after-user-action' })
    const right = await open({ user }, { secrets: { password: 'right password' } })
    await right.deliver(batch, never)
    expect(await members()).toEqual(['ann'])
  })

  it('is checked without leaving anything there', async () => {
    await (await open()).check!(never)
    expect(await keys()).toEqual([])
  })

  it('is not asked at private addresses unless they are allowed', async () => {
    const destination = await open({}, { outgoing: { allowsPrivateTargets: false } })
    await expect(destination.check!(never)).rejects.toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining('--allow-private-targets'),
    })
  })

  it('that goes away in a batch and comes back has everybody after a repeat', async () => {
    const proxy = await openCuttingProxy(6379)
    try {
      const destination = await open({ port: proxy.port })
      const batch = batchOf(Array.from({ length: 3000 }, (_, n) => entered(`person ${n}`)))
      proxy.state.most = 50_000
      await expect(destination.deliver(batch, never)).rejects.toMatchObject({ retry: 'later' })
      proxy.state.most = Number.POSITIVE_INFINITY
      await proxy.leave()
      const refused = { retry: 'later', message: 'it refuses connections' }
      await expect(destination.deliver(batch, never)).rejects.toMatchObject(refused)
      await proxy.comeBack()
      await destination.deliver(batch, never)
      expect(await members()).toHaveLength(3000)
    } finally {
      await proxy.leave()
    }
  })
})

describe('settings of Redis', () => {
  it('need a key of each audience', () => {
    expect(redis.settings.safeParse({ host: 'x', key: 'all' }).success).toBe(false)
    expect(redis.settings.safeParse({ host: 'redis://x:1/' }).success).toBe(false)
  })
})
