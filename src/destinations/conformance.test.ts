import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchOf, change } from '../../test/support/deliveries.ts'
import type { DestinationFake } from '../../test/support/destinations/fake.ts'
import { destinationFakes } from '../../test/support/destinations/index.ts'
import type { Fault } from '../../test/support/fake-service.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import type { DeliveryBatch, OpenDestination } from './destination.ts'
import { DestinationError } from './destination-error.ts'
import { destinationTypes } from './index.ts'

const { signal } = new AbortController()
const limits = { firstByteSeconds: 0.3, idleSeconds: 0.3 }

/** But for when it is sent. */
const withoutTime = (text: string): string => text.replace(/"sentAt":"[^"]*"/, '')

it('all types are tried here, or by a test of their own', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const texts = files
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  const tried = destinationFakes.map(([type]) => type)
  const others = Object.keys(destinationTypes).filter((name) => !tried.includes(name))
  const isImported = (name: string) => texts.some((text) => text.includes(`/${name}.ts'`))
  expect(others.filter((name) => !isImported(name))).toEqual([])
})

describe.each(destinationFakes)('%s, %s,', (name, _, start) => {
  const type = destinationTypes[name]!
  let fake: DestinationFake
  let destination: OpenDestination

  const open = (secrets = fake.secrets) =>
    openDestination(type, { settings: fake.settings, secrets, outgoing: { limits } })

  beforeEach(async () => {
    fake = await start()
    destination = await open()
  })
  afterEach(async () => {
    await destination.close()
    await fake.service.close()
  })

  const entering = (...people: readonly string[]) =>
    batchOf(people.map((person) => change(person, fake.identitiesOf(person))))
  const leaving = (...people: readonly string[]) =>
    batchOf(
      people.map((person) =>
        change(person, fake.identitiesOf(person), { status: 'left', epoch: 2 }),
      ),
      { idempotencyKey: 'key-2' },
    )
  const failure = (batch: DeliveryBatch, with_ = destination): Promise<unknown> =>
    with_.deliver(batch, signal).then(
      ({ accepted }) => {
        throw new Error(`it accepted ${JSON.stringify(accepted)}`)
      },
      (error: unknown) => error,
    )

  it('lets people in and out', async () => {
    const done = { accepted: [0, 1], rejected: [] }
    expect(await destination.deliver(entering('ann', 'bob'), signal)).toEqual(done)
    expect([fake.has('ann'), fake.has('bob')]).toEqual([true, true])
    const left = await destination.deliver(leaving('ann'), signal)
    expect(left).toEqual({ accepted: [0], rejected: [] })
    expect([fake.has('ann'), fake.has('bob')]).toEqual([false, true])
  })

  it('shows what it sends, without what proves who we are', async () => {
    const batch = entering('ann', 'bob')
    const { messages, rejected = [] } = type.show(batch, type.settings.parse(fake.settings))
    await destination.deliver(batch, signal)
    const isSent = ({ to, body }: (typeof messages)[number]) => {
      const [method, address] = to.split(' ')
      const path = decodeURI(new URL(address!).pathname).replaceAll('…', '[^/:]+')
      return fake.service.asked.some(
        (asked) =>
          asked.method === method &&
          new RegExp(`^${path}$`).test(asked.path) &&
          (withoutTime(asked.text) === withoutTime(body) || body.includes('"id of ')),
      )
    }
    expect([messages.length > 0, messages.filter((one) => !isSent(one)), rejected]).toEqual([
      true,
      [],
      [],
    ])
    for (const secret of Object.values(fake.secrets)) {
      expect(JSON.stringify(messages)).not.toContain(secret)
    }
  })

  it('takes out who was never in', async () => {
    const outcome = await destination.deliver(leaving('ann'), signal)
    expect(outcome).toEqual({ accepted: [0], rejected: [] })
    expect(fake.has('ann')).toBe(false)
  })

  it('takes both in one batch', async () => {
    await destination.deliver(entering('ann', 'bob'), signal)
    const both = batchOf([...leaving('ann').changes, ...entering('cid').changes])
    const outcome = await destination.deliver(both, signal)
    expect([...outcome.accepted].toSorted()).toEqual([0, 1])
    expect(['ann', 'bob', 'cid'].map((person) => fake.has(person))).toEqual([false, true, true])
  })

  it('does a repeated batch once', async () => {
    const batch = entering('ann', 'bob')
    await destination.deliver(batch, signal)
    const before = fake.effects()
    expect(await destination.deliver(batch, signal)).toMatchObject({ rejected: [] })
    expect([before, fake.effects()]).toEqual([2, 2])
  })

  it('takes people whose ids are the same', async () => {
    const [ann] = entering('ann').changes
    const outcome = await destination.deliver(batchOf([ann!, { ...ann!, person: 'ann' }]), signal)
    expect([...outcome.accepted].toSorted()).toEqual([0, 1])
    expect(fake.has('ann')).toBe(true)
  })

  it.runIf(type.takes)('rejects who has no id that it takes, and says which it wants', async () => {
    const nobody = change('nobody', ['shoe-size:44'])
    const batch = batchOf([nobody, ...entering('ann').changes])
    const { accepted, rejected } = await destination.deliver(batch, signal)
    expect([accepted, rejected.map(({ index }) => index)]).toEqual([[1], [0]])
    const [wanted] = fake.identitiesOf('ann').map((id) => id.replace(/:.*/, ''))
    expect(rejected[0]?.reason).toContain(wanted)
    expect(await destination.deliver(batchOf([nobody]), signal)).toMatchObject({ accepted: [] })
  })

  it('rejects who is refused there, and takes the others', async (context) => {
    const { refused } = fake
    if (refused === undefined) return context.skip(`${name} does not say whom it refuses`)
    const batch = batchOf([...entering('ann').changes, change('refused', refused)])
    const { accepted, rejected } = await destination.deliver(batch, signal)
    expect([accepted, rejected.map(({ index }) => index)]).toEqual([[0], [1]])
    expect(rejected[0]?.reason).not.toBe('')
    expect(fake.has('ann')).toBe(true)
    return undefined
  })

  it.each<Fault>([
    'resets',
    'closes-in-mid-body',
    'forgets-to-answer',
    'is-silent',
    'talks-nonsense',
    { status: 429, headers: { 'retry-after': '7' } },
    { status: 408 },
    { status: 500, body: { accepted: true } },
    { status: 503, body: '<html>' },
    { status: 200, body: '<html>Please sign in</html>' },
    { status: 200, body: {} },
    { status: 200, body: [] },
    { status: 200, body: null },
  ])('accepts nobody without evidence: %o', async (fault) => {
    const isAnyAnswer = typeof fault === 'object' && fault.status === 200
    if (isAnyAnswer && fake.acceptsAnything === true) return
    const isEmpty = isAnyAnswer && JSON.stringify(fault.body) === '{}'
    if (isEmpty && fake.saysNothingOfSuccess === true) return
    const batch = entering('ann', 'bob')
    const people = batch.changes.map(({ person }) => person)
    await (await open()).deliver(entering('dan'), signal)
    const stages = fake.service.asked.length
    fake.service.forget()
    for (let stage = 0; stage < stages; stage += 1) {
      const own = await open()
      fake.service.fail('answers', stage)
      fake.service.fail(fault)
      const told = await own.deliver(batch, signal).catch((error: unknown) => error)
      if (told instanceof DestinationError) expect(told.retry).toBe('later')
      else expect(told).toMatchObject({ accepted: expect.any(Array), rejected: [] })
      const { accepted } = { accepted: [], ...(told as { accepted?: number[] }) }
      expect(accepted.filter((index) => !fake.has(people[index]!))).toEqual([])
      fake.service.forget()
      await own.close()
    }
    expect(await destination.deliver(batch, signal)).toMatchObject({ rejected: [] })
    expect([fake.has('ann'), fake.has('bob'), fake.effects()]).toEqual([true, true, 3])
  })

  it('waits for as long as it is told', async () => {
    fake.service.fail({ status: 429, headers: { 'retry-after': '7' } }, 3)
    expect(await failure(entering('ann'))).toMatchObject({ retry: 'later', retryAfterMs: 7000 })
    fake.service.forget()
    const date = new Date(Date.now() + 90_000).toUTCString()
    fake.service.fail({ status: 503, headers: { 'retry-after': date } }, 3)
    const { retryAfterMs } = (await failure(entering('ann'))) as DestinationError
    expect(retryAfterMs).toBeGreaterThan(60_000)
  })

  it('ends when it is told to', async () => {
    fake.service.fail('is-silent', 3)
    const ending = new AbortController()
    const own = await openDestination(type, { settings: fake.settings, secrets: fake.secrets })
    const delivering = own.deliver(entering('ann'), ending.signal).catch((error: unknown) => error)
    await expect.poll(() => fake.service.asked.length).toBeGreaterThan(0)
    ending.abort()
    expect(await delivering).toMatchObject({ retry: 'later' })
    await own.close()
  })

  it('is let in by its own secrets alone', async () => {
    await destination.check?.(signal)
    expect(fake.effects()).toBe(0)
    for (const secret of type.secrets.filter(({ isRequired }) => isRequired)) {
      const wrong = await open({ ...fake.secrets, [secret.name]: 'wrong' })
      await expect(wrong.check!(signal)).rejects.toMatchObject({ retry: 'after-user-action' })
      const failed = await failure(entering('ann'), wrong)
      expect(failed).toMatchObject({ retry: fake.onForbidden })
      await wrong.close()
    }
    expect(fake.effects()).toBe(0)
  })

  it('that cannot be asked says so without a person', async () => {
    await fake.service.close()
    const failed = await failure(entering('ann'))
    expect(failed).toMatchObject({ retry: 'later' })
    expect(String(failed)).toContain('it refuses connections')
    fake = await start()
  })

  it('shows its secrets and people to nobody', async () => {
    const told = Object.values(fake.secrets).join(' ')
    const people = 'ann@x.io'
    const words = { message: told, code: told, title: told, category: told, error: told }
    for (const status of [200, 400, 401, 404, 429, 500]) {
      const body = { ...words, status: told, errors: [{ message: told }], people }
      for (const stage of [0, 1, 2]) {
        fake.service.fail('answers', stage)
        fake.service.fail(
          { status, headers: { 'x-told': told }, body: { ...body, error: words } },
          9,
        )
        const own = await open()
        const outcome = await own.deliver(entering('ann'), signal).catch((error: unknown) => error)
        const shown = [
          String(outcome),
          JSON.stringify(outcome),
          String(Reflect.get(Object(outcome), 'cause')),
        ].join()
        for (const secret of [...Object.values(fake.secrets), people]) {
          expect(shown).not.toContain(secret)
        }
        fake.service.forget()
      }
    }
  })

  it('asks no private address unless it may', async () => {
    const outgoing = { allowsPrivateTargets: false }
    const { settings, secrets } = fake
    const own = await openDestination(type, { settings, secrets, outgoing })
    expect(await failure(entering('ann'), own)).toMatchObject({ retry: 'after-user-action' })
    expect(fake.service.asked).toEqual([])
  })
})
