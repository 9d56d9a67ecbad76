import { beforeEach, expect, it } from 'vitest'
import { openAudiences } from '../../src/audiences/index.ts'
import type { Store } from '../../src/store/index.ts'
import { type AudienceWorld, groundOf } from '../support/audience-worlds.ts'
import { storeKinds } from '../support/stores.ts'

const START = Date.parse('2026-01-10T00:00:00Z')
const people = Array.from({ length: 200 }, (_, index) => `p${index}`)

let world: AudienceWorld
let store: Store
beforeEach(async () => {
  const opened = await storeKinds[0]!.open()
  store = opened.store
  world = {
    events: people.map((person) => ({ person, time: START - 1000, fields: { page: 'p0' } })),
    audiences: {},
    destinations: {},
    owners: {},
    now: START,
    stepsLeft: Infinity,
  }
  return opened.drop
})

const visitors = { container: 'person', where: { dimension: 'page', op: 'equals', value: 'p0' } }

async function publish(more: object = {}) {
  world.audiences = { a: { segments: [visitors], destinations: ['hook'], ...more } }
  const published = await openAudiences({ ...groundOf(world, store), atOnce: 50 }).publish('a')
  world.now += 1000
  return published
}

const members = async () => (await store.audiences.members('a', { limit: 1000 })) ?? []
const wanted = () => store.audiences.wanted({ audience: 'a', destination: 'hook' }, page)
const page = { after: '', limit: 1000 }
const heldOut = async () =>
  (await members()).filter(({ isHeldOut, isMember }) => isHeldOut && isMember).map((m) => m.person)

it('keeps a stable part of the members from destinations', async () => {
  const holdOut = { percent: 20, salt: 's' }
  const first = await publish({ holdOut })
  expect(first).toMatchObject({ members: 200, entered: 200 })
  expect(first.heldOut).toBeGreaterThan(20)
  expect(first.heldOut).toBeLessThan(65)
  const held = await heldOut()
  expect(await wanted()).toEqual(people.filter((each) => !held.includes(each)).sort())
  await publish({ holdOut })
  expect(await heldOut()).toEqual(held)
})

it('tells destinations when others are drawn: more of them, none, by another salt', async () => {
  const draws: string[][] = []
  for (const holdOut of [{ percent: 20 }, { percent: 50 }, undefined, { percent: 50, salt: 'x' }]) {
    const published = await publish(holdOut === undefined ? {} : { holdOut })
    expect(published).toMatchObject({ members: 200, left: 0 })
    const held = await heldOut()
    expect(published.heldOut).toBe(held.length)
    expect(await wanted()).toEqual(people.filter((each) => !held.includes(each)).sort())
    draws.push(held)
  }
  expect(draws[1]).toEqual(expect.arrayContaining(draws[0]!))
  expect(draws[2]).toEqual([])
  expect(draws[3]).not.toEqual(draws[1])
  const changes = await store.audiences.changes('a', { after: 200, limit: 10_000 })
  expect(new Set(changes.map(({ reason }) => reason))).toEqual(new Set(['{"reason":"hold-out"}']))
})

it('stays with people whose ids are merged, without a gap in the membership', async () => {
  const holdOut = { percent: 50 }
  await publish({ holdOut })
  const before = await members()
  for (const { person } of before) world.owners = { ...world.owners, [person]: `merged ${person}` }
  world.events = world.events.map((event) => ({ ...event, person: `merged ${event.person}` }))
  const published = await publish({ holdOut })
  expect(published).toMatchObject({ members: 200, entered: 0, left: 0, stays: 200, moved: 200 })
  const after = (await members()).filter(({ isMember }) => isMember)
  const byId = new Map(after.map((member) => [member.person, member]))
  for (const { person, isHeldOut, since, epoch } of before) {
    expect(byId.get(`merged ${person}`)).toMatchObject({ isHeldOut, since, epoch: epoch + 1 })
  }
  const held = after.filter(({ isHeldOut }) => isHeldOut).map(({ person }) => person)
  expect(await wanted()).toEqual(
    people
      .map((id) => `merged ${id}`)
      .filter((id) => !held.includes(id))
      .sort(),
  )
  const [change] = await store.audiences.changesOf('a', ['p0']).then((changes) => changes.slice(-1))
  expect(change).toMatchObject({ status: 'left', reason: '{"reason":"merged","to":"merged p0"}' })
})

it('says of those who leave whether time or data made them', async () => {
  await publish({ lookbackDays: 1, refresh: 'daily' })
  world.events = world.events.filter(({ person }) => person !== 'p0')
  expect(await publish({ lookbackDays: 1, refresh: 'daily' })).toMatchObject({ left: 1 })
  world.now += 86_400_000
  expect(await publish({ lookbackDays: 1, refresh: 'daily' })).toMatchObject({ left: 199 })
  const changes = await store.audiences.changes('a', { after: 200, limit: 1000 })
  expect(changes[0]).toMatchObject({ person: 'p0', reason: '{"reason":"data"}' })
  expect(new Set(changes.slice(1).map(({ reason }) => reason))).toEqual(
    new Set(['{"reason":"window"}']),
  )
})

it('looks at the same days again when it is evaluated once', async () => {
  expect(await publish({ lookbackDays: 1 })).toMatchObject({ members: 200 })
  world.now += 86_400_000 * 5
  expect(await publish({ lookbackDays: 1 })).toMatchObject({ members: 200, stays: 200 })
  expect(await publish({ lookbackDays: 2 })).toMatchObject({ members: 0, left: 200 })
})
