import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import type {
  DeliveredProfileChange,
  ProfileChangeBatch,
} from '../../src/destinations/destination.ts'
import { DestinationError } from '../../src/destinations/destination-error.ts'
import type { FeedChange } from '../../src/destinations/outbox/profile-changes.ts'
import type { DestinationStatus } from '../../src/model/answers/destinations.ts'
import { openWorkspace } from '../support/workspace.ts'
import { storeKinds } from './stores.ts'
import { openWorld } from './world.ts'

const opened: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

const told = { connection: 'all', attributes: ['crm.tier'], audiences: ['vip'], identities: true }

/** A feed that is written to, and a receiver whose answers may be told. */
function openFeed() {
  const changes: FeedChange[] = []
  const feed = {
    epoch: 'e',
    first: 1,
    denial: undefined as string | undefined,
    refused: new Set<string>(),
    add(person: string, detail: object, connection = 'all') {
      const number = changes.length + 1
      const at = new Date(number * 1000).toISOString()
      changes.push({ number, connection, person, at, document: JSON.stringify(detail) })
    },
    tier: (person: string, value: string) =>
      feed.add(person, { kind: 'attribute-changed', attribute: 'crm.tier', value, was: null }),
  }
  const source = {
    feed: async () => ({ epoch: feed.epoch, first: feed.first, number: changes.length }),
    changes: async (after: number, of: { connection: string; limit: number }) =>
      changes
        .filter(({ number, connection }) => number > after && connection === of.connection)
        .filter(({ number }) => number >= feed.first)
        .slice(0, of.limit),
    denial: async () => feed.denial,
    consent: async () => ({
      isGiven: (profile: { person: string } | undefined) =>
        !feed.refused.has(profile?.person ?? ''),
      refusal: 'no',
    }),
  }
  return { feed, source }
}

describe.each(storeKinds)('changes of profiles, in $title', ({ isThere, make }) => {
  const test = it.skipIf(!isThere)

  async function open(definition: object = {}) {
    const { url, drop } = await make()
    opened.push(drop)
    const { feed, source } = openFeed()
    const taken: DeliveredProfileChange[] = []
    const batches: ProfileChangeBatch[] = []
    const receiver = { answer: (_: ProfileChangeBatch): void => undefined }
    const openOne = async () => {
      const world = await openWorld(url, {
        definition: { mode: 'event', profileChanges: told, ...definition },
        changes: source,
        type: {
          batch: { items: 3 },
          takesProfileChanges: true,
          open: () => ({
            deliver: async () => ({ accepted: [], rejected: [] }),
            async deliverChanges(batch) {
              batches.push(batch)
              receiver.answer(batch)
              taken.push(...batch.changes)
              return { accepted: batch.changes.map((_, index) => index), rejected: [] }
            },
            async close() {},
          }),
        },
      })
      opened.push(() => world.close())
      return world
    }
    const world = await openOne()
    await world.outbox.run()
    const ids = () => taken.map(({ id }) => id)
    return { feed, world, taken, batches, receiver, openOne, ids }
  }

  test('are those that the definition names, in their order, from then on', async () => {
    const { feed, world, taken, batches } = await open({ identities: ['email'] })
    feed.tier('ann', 'gold')
    feed.add('ann', { kind: 'attribute-changed', attribute: 'crm.name', value: 'A', was: null })
    feed.tier('zoe', 'gold')
    feed.add('bob', { kind: 'entered', audience: 'vip' })
    feed.add('bob', { kind: 'entered', audience: 'new' })
    feed.add('bob', { kind: 'identity-added', namespace: 'email', id: 'b@x.io' })
    feed.add('bob', { kind: 'identity-added', namespace: 'cookie', id: 'c' })
    feed.add('eve', { kind: 'removed' }, 'other')
    feed.add('eve', { kind: 'merged', into: 'ann' })
    await world.outbox.run()
    expect(taken.map(({ id, person, kind }) => [id, person, kind])).toEqual([
      ['e-1', 'ann', 'attribute-changed'],
      ['e-3', 'zoe', 'attribute-changed'],
      ['e-4', 'bob', 'entered'],
      ['e-6', 'bob', 'identity-added'],
      ['e-9', 'eve', 'merged'],
    ])
    expect(taken[0]).toMatchObject({ value: 'gold', was: null, at: new Date(1000).toISOString() })
    expect(taken[3]).toMatchObject({ identity: { namespace: 'email', id: 'b@x.io' } })
    const sent = batches.length
    await world.outbox.run()
    expect(batches).toHaveLength(sent)
    expect(await world.outbox.state('hook')).toMatchObject({
      changes: { epoch: 'e', number: 9, sent: 5, rejected: 0 },
    })
  })

  test('go on where they were, after failures and restarts, with the same key', async () => {
    const { feed, world, batches, receiver, openOne, ids } = await open()
    for (let index = 0; index < 7; index++) feed.tier(`p${index % 2}`, `v${index}`)
    receiver.answer = ({ changes }) => {
      if (changes.some(({ id }) => id === 'e-5')) throw new DestinationError('503', 'later')
    }
    await world.outbox.run()
    expect(ids()).toEqual(['e-1', 'e-2', 'e-3'])
    await world.close()
    opened.splice(opened.length - 1, 1)
    const restarted = await openOne()
    receiver.answer = () => undefined
    restarted.clock.at += 86_400_000
    await restarted.outbox.run()
    expect(ids()).toEqual(['e-1', 'e-2', 'e-3', 'e-4', 'e-5', 'e-6', 'e-7'])
    const keys = batches.map(({ idempotencyKey }) => idempotencyKey)
    expect(keys[1]).toBe(keys[2])
    expect(new Set(keys).size).toBe(3)
  })

  test('that the receiver refuses are found in halves, counted, and hold nobody up', async () => {
    const { feed, world, receiver, ids } = await open()
    for (let index = 1; index < 6; index++) feed.tier('ann', `v${index}`)
    receiver.answer = ({ changes }) => {
      if (changes.some(({ id }) => id === 'e-2')) throw new DestinationError('400', 'split')
    }
    await world.outbox.run()
    expect(ids()).toEqual(['e-1', 'e-3', 'e-4', 'e-5'])
    expect(await world.outbox.state('hook')).toMatchObject({
      changes: { sent: 4, rejected: 1, lastRejected: { id: 'e-2', reason: '400' } },
    })
  })

  test('that are not kept any more are told as missed', async () => {
    const { feed, world, taken } = await open()
    for (let index = 1; index < 6; index++) feed.tier('ann', `v${index}`)
    feed.first = 4
    await world.outbox.run()
    expect(taken.map(({ id, kind }) => [id, kind])).toEqual([
      [null, 'missed'],
      ['e-4', 'attribute-changed'],
      ['e-5', 'attribute-changed'],
    ])
    feed.epoch = 'f'
    await world.outbox.run()
    expect(taken.slice(3).map(({ id }) => id)).toEqual([null, 'f-4', 'f-5'])
  })

  test('wait while a policy is in the way, and are not of who has refused', async () => {
    const { feed, world, ids } = await open()
    world.people.set('ann', {})
    world.people.set('bob', {})
    feed.denial = 'no'
    feed.tier('ann', 'gold')
    feed.tier('bob', 'gold')
    await world.outbox.run()
    expect(ids()).toEqual([])
    feed.denial = undefined
    feed.refused.add('bob')
    feed.add('bob', { kind: 'removed' })
    await world.outbox.run()
    expect(ids()).toEqual(['e-1', 'e-3'])
  })
})

it('get from the rows of a profile dataset to a webhook', async () => {
  const bodies: { connection: string; profileChanges: DeliveredProfileChange[] }[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { profileChanges, ...rest } = JSON.parse(body)
      if (profileChanges) bodies.push({ profileChanges, ...rest })
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push(() => new Promise((resolve) => server.close(resolve)))
  const workspace = await openWorkspace({ threads: 1, outgoing: { allowsPrivateTargets: true } })
  opened.push(() => workspace.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await workspace.post('datasets/web/rows', [{ who: 'ann', ts: '2026-01-01T10:00:00Z', page: 'x' }])
  await workspace.post('datasets/crm/rows?kind=profile', [{ who: 'ann', tier: 'silver' }])
  const hook = {
    ...{ kind: 'destination', id: 'hook', type: 'webhook', settings: { url }, mode: 'event' },
    profileChanges: { connection: 'all', attributes: ['crm.tier'] },
  }
  await workspace.post('apply', [
    {
      kind: 'connection',
      id: 'all',
      datasets: [
        { dataset: 'web', personId: 'who' },
        { dataset: 'crm', personId: 'who' },
      ],
    },
    hook,
  ])
  await workspace.throughline.profiles.settled()
  const status = async () =>
    (await workspace.call('GET', 'destinations/hook')).body as unknown as DestinationStatus
  await expect
    .poll(async () => (await status()).profileChanges?.until, { timeout: 10_000 })
    .toBeTruthy()
  await workspace.post('datasets/crm/rows?kind=profile', [{ who: 'ann', tier: 'gold' }])
  await expect.poll(() => bodies.length, { timeout: 20_000 }).toBe(1)
  expect(bodies[0]).toMatchObject({
    connection: 'all',
    profileChanges: [
      { person: 'ann', kind: 'attribute-changed', attribute: 'crm.tier', value: 'gold' },
    ],
  })
  await expect.poll(async () => (await status()).profileChanges?.sent).toBe(1)
  const wrong = [
    { ...hook, mode: 'upsert' },
    { ...hook, type: 'file', settings: { place: 'x' } },
    { ...hook, profileChanges: { connection: 'all', audiences: ['none'] } },
  ]
  const paths: unknown[] = []
  for (const each of wrong) paths.push((await workspace.call('POST', 'apply', [each])).body['path'])
  expect(paths).toEqual([
    '[0].profileChanges',
    '[0].profileChanges',
    '[0].profileChanges.audiences[0]',
  ])
})
