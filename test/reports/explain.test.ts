import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import { ask } from '../support/ask.ts'

const journeys: Readonly<Record<string, string>> = {
  ann: 'Home Cart Order',
  ben: 'Home Cart Home',
  cid: 'Cart Order',
  dan: 'Help',
}

const DAY_MS = 86_400_000

/** One event a day. */
const events: MemoryEvent[] = Object.entries(journeys).flatMap(([person, pages]) =>
  pages.split(' ').map((page, day) => ({ person, time: day * DAY_MS, fields: { page } })),
)

const askExplanation = async (request: object) => {
  const { meta } = await ask({ events }, request)
  return meta.explanation!
}

const is = (value: string) => ({ dimension: 'page', op: 'equals', value })
const criterion = (value: string) => ({ where: is(value) })

describe('a number is explained', () => {
  it('in a cell of a table', async () => {
    const table = { kind: 'freeform', rows: { dimension: 'page' }, columns: [{ metric: 'people' }] }
    const found = await askExplanation({ ...table, explain: { row: 'Cart', column: 'c1' } })
    expect(found).toMatchObject({
      definition: 'People of Cart',
      zone: 'UTC',
      segments: [],
      read: { events: 9, people: 4 },
      skipped: { events: 0 },
      people: 3,
      samplePeople: ['ann', 'ben', 'cid'],
    })
    expect(found.rule.join(' ')).toContain('One row per item of page')
    expect((await askExplanation({ ...table, explain: { column: 'c1' } })).people).toBe(4)
    const segments = [{ container: 'event', where: is('Order') }]
    const narrowed = await askExplanation({ ...table, segments, explain: { column: 'c1' } })
    expect(narrowed).toMatchObject({ people: 2, skipped: { events: 7 } })
  })

  it('at a step of a funnel, by all its rules', async () => {
    const steps = ['Home', 'Cart', 'Order'].map((item) => ({ any: [{ dimension: 'page', item }] }))
    const funnel = { kind: 'fallout', steps }
    const two = await askExplanation({ ...funnel, explain: { step: 2 } })
    expect(two.samplePeople).toEqual(['ann', 'ben'])
    const window = { hours: 30 }
    expect((await askExplanation({ ...funnel, window, explain: { step: 3 } })).people).toBe(0)
  })

  it('at a node of a canvas or a flow', async () => {
    const nodes = ['Home', 'Cart'].map((page) => ({ id: page, where: is(page) }))
    const canvas = { kind: 'canvas', nodes, arrows: [['Home', 'Cart']] }
    expect((await askExplanation({ ...canvas, explain: { node: 'Cart' } })).samplePeople).toEqual([
      'ann',
      'ben',
    ])
    const anchor = { 'starts-with': { item: 'Cart' } }
    const flow = { kind: 'flow', dimension: 'page', anchor }
    const at = async (node: string) =>
      (await askExplanation({ ...flow, explain: { node } })).samplePeople
    expect(await at('1:Order')).toEqual(['ann', 'cid'])
    expect(await at('0:Cart')).toEqual(['ann', 'ben', 'cid'])
    expect(await at('2:exited')).toEqual(['ann', 'ben', 'cid'])
  })

  it('in a cell of a cohort table', async () => {
    const cohort = {
      kind: 'cohort',
      granularity: 'day',
      dateRange: { start: '1970-01-01', end: '1970-01-04' },
      inclusion: criterion('Home'),
      return: criterion('Cart'),
    }
    const cell = await askExplanation({ ...cohort, explain: { row: '1970-01-01', column: 1 } })
    expect(cell.samplePeople).toEqual(['ann', 'ben'])
    const included = await askExplanation({ ...cohort, explain: { row: '1970-01-03', column: 0 } })
    expect(included.samplePeople).toEqual(['ben'])
  })

  it('beside an item, by credit and of a path', async () => {
    const next = { kind: 'next-previous', dimension: 'page', item: 'Cart' }
    expect((await askExplanation({ ...next, explain: { row: 'Order' } })).samplePeople).toEqual([
      'ann',
      'cid',
    ])
    expect((await askExplanation({ ...next, explain: { row: null } })).people).toBe(0)
    const models = ['linear', 'first-touch']
    const credit = { kind: 'attribution', metric: 'events', dimension: 'page', models }
    const home = await askExplanation({
      ...credit,
      explain: { row: 'Home', column: 'first-touch' },
    })
    expect(home).toMatchObject({ samplePeople: ['ann', 'ben'] })
    expect(home.definition).toContain('credited by First touch')
    const paths = { kind: 'paths', dimension: 'page', to: criterion('Order'), container: 'person' }
    const taken = { ...paths, explain: { row: ['Home', 'Cart'] } }
    expect(await askExplanation(taken)).toMatchObject({
      definition: 'People on the path Home → Cart',
      samplePeople: ['ann'],
    })
    const any = { ...paths, explain: { column: 'conversions' } }
    expect((await askExplanation(any)).samplePeople).toEqual(['ann', 'cid'])
  })

  it('of all items of a flow that are not shown', async () => {
    const flow = { kind: 'flow', dimension: 'page', anchor: { 'starts-with': { item: 'Cart' } } }
    expect((await askExplanation({ ...flow, explain: { node: '1:more' } })).people).toBe(0)
    const more = await askExplanation({ ...flow, itemsPerColumn: 1, explain: { node: '1:more' } })
    // Two go on to Order, which is shown.
    expect(more).toMatchObject({
      definition: 'Paths through the 1 items of column 1 that are not among the largest',
      samplePeople: ['ben'],
    })
  })

  it('of more items of a flow than one run looks up', async () => {
    const page = (person: string, day: number, name: string): MemoryEvent => ({
      person,
      time: day * DAY_MS,
      fields: { page: name },
    })
    const people = Array.from({ length: 1100 }, (_, k) => `p${String(k).padStart(4, '0')}`)
    const crowd = people.flatMap((person, k) => [
      page(person, 0, 'Cart'),
      page(person, 1, k < 50 ? 'Order' : `Page ${k}`),
      ...(k === 60 ? [page(person, 2, 'Cart'), page(person, 3, 'Page 61')] : []),
    ])
    const flow = { kind: 'flow', dimension: 'page', anchor: { 'starts-with': { item: 'Cart' } } }
    const request = { ...flow, itemsPerColumn: 1, explain: { node: '1:more' } }
    const { meta } = await ask({ events: crowd, options: { batchEvents: 300 } }, request)
    expect(meta.explanation).toMatchObject({
      definition: 'Paths through the 1050 items of column 1 that are not among the largest',
      people: 1050,
      samplePeople: people.slice(50, 60),
    })
    expect(meta.explanation).not.toHaveProperty('withoutPeople')
  })

  it('at a point of a media panel, and of those whose events are listed', async () => {
    const dateRange = { start: '1970-01-01', end: '1970-01-04' }
    const media = { dateRange, granularity: 'day', breakdown: 'page' }
    const viewers = { kind: 'concurrent-viewers', ...media }
    const row = ['Cart', '1970-01-02']
    expect((await askExplanation({ ...viewers, explain: { row } })).samplePeople).toEqual([
      'ann',
      'ben',
    ])
    expect(
      (await askExplanation({ ...viewers, breakdown: undefined, explain: { column: 'sum' } }))
        .people,
    ).toBe(4)
    const played = { kind: 'playback-time', metrics: ['events'], ...media, explain: { row } }
    expect((await askExplanation(played)).samplePeople).toEqual(['ann', 'ben'])
    const watched = {
      kind: 'average-minute-audience',
      timeSpent: 'events',
      ...media,
      explain: { row },
    }
    expect((await askExplanation(watched)).samplePeople).toEqual(['ann', 'ben'])
    const timeline = { kind: 'timeline', explain: { row: 'cid' } }
    expect((await askExplanation(timeline)).samplePeople).toEqual(['cid'])
    const journey = { kind: 'journey', person: 'dan', explain: { column: 'events' } }
    expect((await askExplanation(journey)).samplePeople).toEqual(['dan'])
    await expect(askExplanation({ ...timeline, explain: { row: 'eve' } })).rejects.toMatchObject({
      path: ['explain', 'row'],
    })
  })

  it('only where there is one', async () => {
    const table = { kind: 'freeform', rows: { dimension: 'page' }, columns: [{ metric: 'people' }] }
    await expect(askExplanation({ ...table, explain: { column: 'c2' } })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['explain', 'column'],
    })
    await expect(askExplanation({ ...table, explain: { step: 1 } })).rejects.toMatchObject({
      path: ['explain'],
    })
  })
})
