import { afterEach, describe, expect, it } from 'vitest'
import { DestinationError } from '../../src/destinations/destination-error.ts'
import { storeKinds } from './stores.ts'
import { openWorld, type World } from './world.ts'

const numbered = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `p${String(from + index).padStart(6, '0')}`)

describe.each(storeKinds)('$title', ({ isThere, make }) => {
  const opened: (() => Promise<void>)[] = []
  const urls = new WeakMap<World, string>()
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close()
  })

  async function open(options: Parameters<typeof openWorld>[1] = {}): Promise<World> {
    const { url, drop } = await make()
    opened.push(drop)
    const world = await openWorld(url, options)
    urls.set(world, url)
    opened.push(() => world.close())
    return world
  }

  function settlePeople(world: World, persons: readonly string[]): void {
    for (const person of persons) world.people.set(person, { email: `${person}@x.io` })
  }

  const test = it.skipIf(!isThere)

  test('sends who enters, then who leaves, with the identities that were sent', async () => {
    const world = await open({ definition: { attributes: ['crm.name', 'crm.none'] } })
    world.people.set('ann', { email: 'ann@x.io', cookie: 'c1' })
    world.attributes.set('ann', { 'crm.name': { value: 'Ann', from: 'crm', at: null } })
    await world.want('in', ['ann'])
    await world.outbox.run()
    expect(world.batches).toMatchObject([
      {
        audience: { id: 'vip', name: 'vip' },
        run: 'r1',
        changes: [
          {
            person: 'ann',
            status: 'entered',
            epoch: 1,
            at: '2026-03-01T00:00:00.000Z',
            attributes: { 'crm.name': 'Ann' },
            identities: [
              { namespace: 'cookie', id: 'c1' },
              { namespace: 'email', id: 'ann@x.io' },
            ],
          },
        ],
      },
    ])
    world.people.set('ann', { email: 'new@x.io' })
    await world.want('out', ['ann'])
    await world.outbox.run()
    expect(world.batches[1]?.changes).toEqual([
      {
        ...{ person: 'ann', status: 'left', epoch: 2, attributes: {} },
        at: '2026-03-01T00:00:00.000Z',
        identities: [
          { namespace: 'cookie', id: 'c1' },
          { namespace: 'email', id: 'ann@x.io' },
        ],
      },
    ])
    await world.outbox.run()
    expect(world.batches).toHaveLength(2)
    expect(world.receiver.identities()).toEqual([])
    expect(world.told.reports).toEqual([])
  })

  test('F64: one without an e-mail address fails alone', async () => {
    const world = await open({ definition: { identities: ['email'] } })
    settlePeople(world, ['p1', 'p3'])
    world.people.set('p2', { cookie: 'c2' })
    await world.want('in', ['p1', 'p2', 'p3'])
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip p1', 'vip p3'])
    expect(await world.store.count('hook')).toEqual({
      ...{ waiting: 0, confirmed: 2, dead: 1, withoutIdentity: 1 },
    })
    const after = { audience: '', person: '' }
    expect(await world.store.listDead('hook', { after, limit: 10 })).toMatchObject([
      { person: 'p2', audience: 'vip', reason: 'without identity' },
    ])
  })

  test('F65: a removal that failed is tried again, and the log has both tries', async () => {
    const world = await open()
    settlePeople(world, ['p1'])
    await world.want('in', ['p1'])
    await world.outbox.run()
    await world.want('out', ['p1'])
    const { answer } = world.told
    world.told.answer = () => {
      throw new DestinationError('it answered 500', 'later')
    }
    await world.outbox.run()
    world.told.answer = answer
    await world.outbox.run()
    expect(world.batches).toHaveLength(2)
    world.clock.at += 1000
    await world.outbox.run()
    expect(world.receiver.members()).toEqual([])
    expect(world.receiver.taken).toEqual(['p1 entered 1', 'p1 left 2'])
    expect(world.batches[1]!.idempotencyKey).toBe(world.batches[2]!.idempotencyKey)
    const page = { before: '\u{10ffff}', limit: 10 }
    expect(await world.store.listReceipts('hook', 'p1', page)).toMatchObject([
      { epoch: 2, result: 'accepted', batch: { try: 2, status: 'left', accepted: 1 } },
      { epoch: 2, result: 'unanswered', reason: 'it answered 500', batch: { try: 1 } },
      { epoch: 1, result: 'accepted', batch: { try: 1, status: 'entered' } },
    ])
  })

  test('removes nobody while somebody waits to be added, but for dead ones', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b', 'c'])
    await world.want('in', ['a'])
    await world.outbox.run()
    await world.want('out', ['a'])
    await world.want('in', ['b', 'c'])
    const accept = world.told.answer
    world.told.answer = (batch, receiver) => {
      receiver.take(batch, [0])
      return { accepted: [0], rejected: [] }
    }
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a', 'vip b'])
    world.told.answer = (batch, receiver) =>
      batch.changes[0]!.person === 'c'
        ? { accepted: [], rejected: [{ index: 0, reason: 'no such address' }] }
        : accept(batch, receiver)
    world.clock.at += 5000
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip b'])
    expect(await world.store.count('hook')).toMatchObject({ waiting: 0, dead: 1, confirmed: 1 })
  })

  test('takes a missing answer for none: who may be there is removed', async () => {
    const world = await open()
    settlePeople(world, ['a'])
    await world.want('in', ['a'])
    const accept = world.told.answer
    world.told.answer = (batch, receiver) => {
      receiver.take(batch)
      throw new DestinationError('it closed before it answered', 'later')
    }
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a'])
    await world.want('out', ['a'])
    world.told.answer = accept
    await world.settle()
    expect(world.receiver.members()).toEqual([])
    expect(world.receiver.identities()).toEqual([])
    expect((await world.rows())[0]).toMatchObject({ confirmed: 'out', state: 'done' })
  })

  test('tells nobody of who came and left before it was told', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b'])
    await world.want('in', ['a', 'b'])
    await world.want('out', ['a'])
    await world.outbox.run()
    expect(world.receiver.taken).toEqual(['b entered 1'])
    expect(await world.store.count('hook')).toMatchObject({ waiting: 0, confirmed: 1 })
  })

  test('what is wanted anew while a batch is under way is not overwritten', async () => {
    const world = await open()
    settlePeople(world, ['a'])
    await world.want('in', ['a'])
    const accept = world.told.answer
    let isFirst = true
    world.told.answer = async (batch, receiver) => {
      if (isFirst) await world.want('out', ['a'])
      isFirst = false
      return accept(batch, receiver)
    }
    await world.settle()
    expect(world.receiver.taken).toEqual(['a entered 1', 'a left 2'])
    expect(world.receiver.members()).toEqual([])
  })

  test('finds the guilty ones in halves, and delivers the others', async () => {
    const world = await open()
    const persons = numbered(100)
    settlePeople(world, persons)
    await world.want('in', persons)
    const accept = world.told.answer
    const guilty = new Set(['p000007', 'p000050'])
    world.told.answer = (batch, receiver) => {
      if (batch.changes.some(({ person }) => guilty.has(person))) {
        throw new DestinationError('it answered 400: wrong address', 'split')
      }
      return accept(batch, receiver)
    }
    await world.outbox.run()
    expect(world.receiver.members()).toHaveLength(98)
    expect(world.batches.length).toBeLessThan(40)
    const after = { audience: '', person: '' }
    const dead = await world.store.listDead('hook', { after, limit: 10 })
    expect(dead.map(({ person, reason }) => [person, reason])).toEqual(
      [...guilty].map((person) => [person, 'it answered 400: wrong address']),
    )
  })

  test('waits longer with each failure, and as long as it is told to', async () => {
    const world = await open()
    settlePeople(world, ['a'])
    await world.want('in', ['a'])
    const waits: number[] = []
    const accept = world.told.answer
    world.told.answer = () => {
      throw new DestinationError('it answered 503', 'later')
    }
    for (let round = 0; round < 14; round++) {
      const before = world.batches.length
      const from = world.clock.at
      while (world.batches.length === before) {
        world.clock.at += 250
        if (world.clock.at - from > 3_000) world.clock.at += 200_000
        await world.outbox.run()
      }
      waits.push(world.clock.at - from)
    }
    expect(waits.slice(0, 3)).toEqual([250, 750, 1500])
    expect(Math.max(...waits)).toBeLessThanOrEqual(3_600_000)
    world.told.answer = () => {
      throw new DestinationError('it answered 429', 'later', { retryAfterMs: 7000 })
    }
    world.clock.at += 3_600_000
    await world.outbox.run()
    const sent = world.batches.length
    world.told.answer = accept
    world.clock.at += 6999
    await world.outbox.run()
    expect(world.batches).toHaveLength(sent)
    world.clock.at += 1
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a'])
    expect(await world.outbox.state('hook')).toMatchObject({ failures: 0, waiting: null })
  })

  test('the log says of each try why it failed', async () => {
    const world = await open()
    settlePeople(world, ['a'])
    await world.want('in', ['a'])
    for (const problem of ['one', 'two', 'three']) {
      world.told.answer = () => {
        throw new DestinationError(problem, 'later')
      }
      await world.outbox.run()
      world.clock.at += 3_600_000
    }
    const page = { before: '\u{10ffff}', limit: 10 }
    const batches = await world.store.listBatches('hook', page)
    expect(batches.map((batch) => [batch.problem, batch.try, batch.isOpen])).toEqual([
      ['three', 3, false],
      ['two', 2, false],
      ['one', 1, false],
    ])
  })

  test('stops until somebody has changed something', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b'])
    await world.want('in', ['a'])
    const accept = world.told.answer
    world.told.answer = () => {
      throw new DestinationError('it answered 401', 'after-user-action')
    }
    await world.outbox.run()
    world.told.answer = accept
    world.clock.at += 86_400_000
    await world.outbox.run()
    expect(world.receiver.members()).toEqual([])
    expect(await world.outbox.state('hook')).toMatchObject({
      stopped: { reason: 'it answered 401' },
    })
    world.define({ name: 'Mended' })
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a'])
    world.told.answer = () => {
      throw new DestinationError('it answered 403', 'after-user-action')
    }
    await world.want('in', ['b'])
    await world.outbox.run()
    world.told.answer = accept
    await world.outbox.forgive('hook')
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a', 'vip b'])
  })

  test('dead ones are tried again with the next evaluation of their audience', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b'])
    await world.want('in', ['a'])
    const accept = world.told.answer
    world.told.answer = () => ({ accepted: [], rejected: [{ index: 0, reason: 'not now' }] })
    await world.outbox.run()
    world.told.answer = accept
    await world.outbox.run()
    expect(world.receiver.members()).toEqual([])
    await world.want('in', [], 'vip')
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a'])
  })

  test('dead ones are tried again by hand', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b', 'c'])
    await world.want('in', ['a', 'b', 'c'])
    const accept = world.told.answer
    world.told.answer = ({ changes }) => ({
      accepted: [],
      rejected: changes.map((_, index) => ({ index, reason: 'not now' })),
    })
    await world.outbox.run()
    world.told.answer = accept
    expect(await world.store.retryDead('hook', { persons: ['b'] })).toBe(1)
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip b'])
    expect(await world.store.retryDead('hook', {})).toBe(2)
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a', 'vip b', 'vip c'])
  })

  test('an identity of persons who were merged stays', async () => {
    const world = await open()
    world.people.set('old', { email: 'ann@x.io', cookie: 'c1' })
    await world.want('in', ['old'])
    await world.outbox.run()
    world.people.delete('old')
    world.people.set('ann', { email: 'ann@x.io', crm: '7' })
    await world.want('out', ['old'])
    await world.want('in', ['ann'])
    await world.settle()
    expect(world.receiver.members()).toEqual(['vip ann'])
    expect(world.receiver.identities()).toEqual(['vip crm:7', 'vip email:ann@x.io'])
  })

  test('merged while the removal is under way', async () => {
    const world = await open()
    world.people.set('old', { email: 'ann@x.io' })
    await world.want('in', ['old'])
    await world.outbox.run()
    await world.want('out', ['old'])
    const accept = world.told.answer
    let isFirst = true
    world.told.answer = async (batch, receiver) => {
      if (isFirst) {
        world.people.delete('old')
        world.people.set('ann', { email: 'ann@x.io' })
        await world.want('in', ['ann'])
      }
      isFirst = false
      return accept(batch, receiver)
    }
    await world.settle()
    expect(world.receiver.members()).toEqual(['vip ann'])
    expect(world.receiver.identities()).toEqual(['vip email:ann@x.io'])
  })

  test('identities that change while somebody is in are added and removed', async () => {
    const world = await open()
    world.people.set('ann', { email: 'a@x.io,b@x.io' })
    await world.want('in', ['ann'])
    await world.outbox.run()
    world.people.set('ann', { email: 'b@x.io,c@x.io' })
    await world.store.lookAgain(['ann'])
    await world.settle()
    expect(world.receiver.identities()).toEqual(['vip email:b@x.io', 'vip email:c@x.io'])
    expect(world.receiver.members()).toEqual(['vip ann'])
    const sent = world.batches.length
    await world.store.lookAgain(['ann'])
    await world.settle()
    expect(world.batches).toHaveLength(sent)
    await world.want('out', ['ann'])
    await world.settle()
    expect(world.receiver.identities()).toEqual([])
  })

  test.each([
    ['add-only', ['vip a', 'vip b'], ['a entered 1', 'b entered 1']],
    ['remove-only', [], ['a left 2']],
    ['event', ['vip b'], ['a entered 1', 'b entered 1', 'a left 2']],
    ['mirror', ['vip b'], ['a entered 1', 'b entered 1', 'a left 2']],
  ])('in mode %s', async (mode, members, taken) => {
    const world = await open({ definition: { mode } })
    settlePeople(world, ['a', 'b'])
    await world.want('in', ['a', 'b'])
    await world.outbox.run()
    await world.want('out', ['a'])
    await world.settle()
    expect(world.receiver.members()).toEqual(members)
    expect(world.receiver.taken).toEqual(taken)
    expect(await world.store.count('hook')).toMatchObject({ waiting: 0, dead: 0 })
  })

  test('in mode event every change is sent once, in the order of each person', async () => {
    const world = await open({ definition: { mode: 'event' } })
    settlePeople(world, ['a', 'b'])
    await world.want('in', ['a', 'b'])
    await world.want('out', ['a'])
    await world.want('in', ['a'])
    await world.want('out', ['a', 'b'])
    const accept = world.told.answer
    let count = 0
    world.told.answer = (batch, receiver) => {
      count += 1
      if (count % 2 === 1) throw new DestinationError('it answered 500', 'later')
      return accept(batch, receiver)
    }
    await world.settle()
    const of = (person: string) => world.receiver.taken.filter((each) => each.startsWith(person))
    expect(of('a')).toEqual(['a entered 1', 'a left 2', 'a entered 3', 'a left 4'])
    expect(of('b')).toEqual(['b entered 1', 'b left 2'])
    expect(world.receiver.wrong).toEqual([])
  })

  test('sends everybody again by hand, and is not taken for a try of the same', async () => {
    const world = await open({ definition: { mode: 'mirror' } })
    settlePeople(world, ['a', 'b'])
    await world.want('in', ['a', 'b'])
    await world.outbox.run()
    await world.want('out', ['b'])
    await world.outbox.run()
    const first = world.batches.length
    expect(await world.store.sendAllAgain('hook')).toBe(1)
    await world.outbox.run()
    expect(world.batches.slice(first).flatMap(({ changes }) => changes)).toMatchObject([
      { person: 'a', status: 'entered', epoch: 1 },
    ])
  })

  test('sends no more people a second than it may, and shares between audiences', async () => {
    const world = await open({ definition: { ratePerSecond: 50 } })
    settlePeople(world, numbered(300))
    await world.want('in', numbered(200))
    await world.want('in', numbered(100), 'new')
    const from = world.clock.at
    await world.outbox.run()
    expect(world.batches.every(({ changes }) => changes.length <= 50)).toBe(true)
    expect(world.clock.at - from).toBeGreaterThanOrEqual(5000)
    expect(world.receiver.members()).toHaveLength(300)
  })

  test('nothing is sent while it is paused', async () => {
    const world = await open({ definition: { paused: true } })
    settlePeople(world, ['a'])
    await world.want('in', ['a'])
    await world.outbox.run()
    expect(world.batches).toEqual([])
    world.define({})
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a'])
  })

  test('who did not agree is not sent, and who takes it back is removed', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b'])
    const refused = new Set(['b'])
    const isGiven = (profile: { readonly person: string } | undefined) =>
      !refused.has(profile?.person ?? '')
    world.told.audience = { consent: { isGiven, refusal: 'no consent to ads' } }
    await world.want('in', ['a', 'b'])
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip a'])
    refused.add('a')
    await world.store.lookAgain(['a'])
    await world.settle()
    expect(world.receiver.members()).toEqual([])
    const rows = await world.rows()
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['dead', 'no consent to ads'],
      ['dead', 'no consent to ads'],
    ])
  })

  test('what a policy denies is not added, and who leaves may leave', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b'])
    await world.want('in', ['a'])
    await world.outbox.run()
    world.told.audience = { denial: 'policy no-export' }
    await world.want('in', ['b'])
    await world.want('out', ['a'])
    await world.outbox.run()
    expect(world.receiver.members()).toEqual([])
    world.told.audience = {}
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip b'])
  })

  test.each<[string, (world: World) => void, (world: World) => void]>([
    [
      'a policy denies it',
      ({ told }) => void (told.audience = { denial: 'policy no-export' }),
      ({ told }) => void (told.audience = {}),
    ],
    [
      'it is paused',
      (world) => world.define({ ratePerSecond: 1, paused: true }),
      (world) => world.define({ ratePerSecond: 1 }),
    ],
  ])('while people wait, %s: from then on nobody is added', async (_, forbid, allow) => {
    const world = await open({
      definition: { ratePerSecond: 1 },
      type: { batch: { items: 100, atOnce: 1 } },
    })
    const people = numbered(8)
    settlePeople(world, people)
    const accept = world.told.answer
    world.told.answer = (batch, receiver) => {
      if (receiver.taken.length === 2) forbid(world)
      return accept(batch, receiver)
    }
    await world.want('in', people)
    await world.outbox.run()
    await world.outbox.run()
    expect(world.receiver.members()).toHaveLength(3)
    allow(world)
    await world.settle()
    expect(world.receiver.members()).toEqual(people.map((person) => `vip ${person}`))
  })

  test('a clock that is set back or forward holds nobody up', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b'])
    const accept = world.told.answer
    for (const step of [-86_400_000, 3 * 86_400_000]) {
      world.told.answer = () => {
        throw new DestinationError('it answered 503', 'later', { retryAfterMs: 3_600_000 })
      }
      const [person] = step < 0 ? ['a'] : ['b']
      await world.want('in', [person!])
      await world.outbox.run()
      world.told.answer = accept
      world.clock.at += step
      await world.outbox.run()
      expect(world.receiver.members()).toContain(`vip ${person}`)
    }
    expect(world.receiver.wrong).toEqual([])
  })

  test('merged while the addition is under way', async () => {
    const world = await open()
    world.people.set('old', { email: 'ann@x.io', cookie: 'c1' })
    await world.want('in', ['old'])
    const accept = world.told.answer
    let isFirst = true
    world.told.answer = async (batch, receiver) => {
      const answer = await accept(batch, receiver)
      if (isFirst) {
        isFirst = false
        world.people.delete('old')
        world.people.set('ann', { email: 'ann@x.io', crm: '7' })
        await world.want('out', ['old'])
        await world.want('in', ['ann'])
      }
      return answer
    }
    await world.settle()
    expect(world.receiver.members()).toEqual(['vip ann'])
    expect(world.receiver.identities()).toEqual(['vip crm:7', 'vip email:ann@x.io'])
  })

  test('a killed process leaves batches of which nobody knows: they are sent again', async () => {
    const world = await open()
    settlePeople(world, numbered(5))
    await world.want('in', numbered(5))
    world.told.answer = (batch, receiver) => {
      receiver.take(batch)
      return new Promise((_, reject) => opened.push(async () => reject(new Error('killed'))))
    }
    void world.outbox.run()
    await expect.poll(() => world.receiver.members().length).toBe(5)
    const next = await openWorldBeside(world)
    await next.want('out', ['p000000'])
    await next.outbox.run()
    next.clock.at += 60_001
    await next.settle()
    expect(next.receiver.taken).toContain('p000000 left 2')
    expect(next.receiver.members()).toHaveLength(4)
    const page = { before: '\u{10ffff}', limit: 10 }
    expect(await next.store.listReceipts('hook', 'p000000', page)).toMatchObject([
      { epoch: 2, result: 'accepted' },
      { epoch: 1, result: 'unanswered', reason: 'the server ended before it was answered' },
    ])
  })

  /** Another server on the same store. */
  async function openWorldBeside(world: World): Promise<World> {
    const url = urls.get(world)!
    const next = await openWorld(url, { owner: 'two' })
    for (const [person, identities] of world.people) next.people.set(person, identities)
    next.clock.at = world.clock.at
    opened.push(() => next.close())
    return next
  }

  test('who is to be forgotten leaves everywhere, and only a hash is kept', async () => {
    const world = await open()
    settlePeople(world, ['a', 'b', 'c'])
    await world.want('in', ['a', 'b'])
    await world.outbox.run()
    await world.want('in', ['c'])
    const at = '2026-03-02T00:00:00.000Z'
    const audiences = ['vip', 'new']
    expect(await world.store.findForgotten(['a', 'c'], audiences)).toEqual([
      { destination: 'hook', audience: 'vip', person: 'a' },
    ])
    await world.store.forget(['a', 'c'], audiences, at)
    expect((await world.rows()).map(({ person }) => person)).toEqual(['a', 'b'])
    await world.outbox.run()
    expect(world.receiver.members()).toEqual(['vip b'])
    expect(world.receiver.identities()).toEqual(['vip email:b@x.io'])
    expect((await world.rows()).map(({ person }) => person)).toEqual(['b'])
    const kept = await world.db.selectFrom('delivery_batches').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain('"a"')
    expect(kept.map(({ first_person, last_person }) => first_person + last_person)).not.toContain(
      'a',
    )
    const page = { before: '\u{10ffff}', limit: 10 }
    expect(await world.store.listReceipts('hook', 'a', page)).toHaveLength(2)
    expect(await world.store.listReceipts('hook', 'b', page)).toHaveLength(1)
  })

  test('nothing is left of a destination that is deleted', async () => {
    const world = await open()
    settlePeople(world, numbered(1500))
    await world.want('in', numbered(1500))
    await world.outbox.run()
    await world.store.dropDestination('hook')
    expect(await world.rows()).toEqual([])
    expect(await world.db.selectFrom('delivery_batches').selectAll().execute()).toEqual([])
    expect(await world.db.selectFrom('destination_states').selectAll().execute()).toEqual([])
  })
})
