import { describe, expect, it } from 'vitest'
import { ask, type World } from '../support/ask.ts'

const order = (page: string, ...all: [string, string, number][]) => ({
  page,
  id: page,
  products: all.map(([name, colour, price]) => ({ name, colour, price })),
})

/** Ann sees a red shirt with a blue hat, then buys a blue shirt; Bob only ever meets red things. */
const shop: World = {
  rows: [
    ['2024-01-01T10:00', order('View', ['Shirt', 'red', 10], ['Hat', 'blue', 50])],
    ['2024-01-01T10:05', order('Buy', ['Shirt', 'blue', 30], ['Scarf', 'red', 5])],
    ['2024-01-02T10:00', order('View', ['Shirt', 'red', 10]), 'bob'],
    ['2024-01-02T10:05', order('Buy', ['Hat', 'red', 20], ['Sock', 'blue', 1]), 'bob'],
  ],
  view: {
    dimensions: [
      { id: 'page' },
      { id: 'name', field: 'products.name' },
      { id: 'colour', field: 'products.colour' },
    ],
    metrics: [
      { id: 'revenue', field: 'products.price' },
      { id: 'units', field: 'products.name' },
      { id: 'orders', field: 'page', dedup: { scope: 'person', keep: 'first' } },
    ],
  },
}

const sub = (where: object, exclude = false) => ({ container: 'products', exclude, where })
const blue = sub({ dimension: 'colour', op: 'equals', value: 'blue' })
const named = (value: string) => ({ dimension: 'name', op: 'equals', value })
const segments = [blue]
const plain = (result: object) => ({ ...result, meta: undefined })

describe('under a sub-event segment (§5.5) nothing is seen of the other elements by', () => {
  it('the steps of a fallout', async () => {
    const steps = [
      { any: [{ dimension: 'name', item: 'Hat' }] },
      { any: [{ dimension: 'name', item: 'Shirt' }] },
    ]
    const counts = async (request: object) => {
      const { series } = (await ask(shop, { kind: 'fallout', steps, ...request })) as never as {
        series: { steps: { count: number }[] }[]
      }
      return series.map((one) => one.steps.map(({ count }) => count))
    }
    expect(await counts({})).toEqual([[2, 1]])
    expect(await counts({ segments })).toEqual([[1, 1]])
    expect(await counts({ compare: [blue, sub(named('Hat'))] })).toEqual([
      [2, 1],
      [1, 1],
      [2, 0],
    ])
  })

  it('a step that has a segment of its own', async () => {
    const steps = [{ any: [{ dimension: 'name', item: 'Shirt' }], segments }]
    expect(await ask(shop, { kind: 'fallout', steps })).toMatchObject({
      series: [{ steps: [{ count: 1 }] }],
    })
  })

  it('the steps of a fallout that ask for an amount', async () => {
    const steps = [{ any: [{ metric: 'revenue', op: 'gte', value: 40 }] }]
    const red = sub({ dimension: 'colour', op: 'equals', value: 'red' })
    expect(await ask(shop, { kind: 'fallout', steps, segments })).toMatchObject({
      series: [{ steps: [{ count: 1 }] }],
    })
    expect(await ask(shop, { kind: 'fallout', steps, segments: [red] })).toMatchObject({
      series: [{ steps: [{ count: 0 }] }],
    })
  })

  it('the paths of a flow', async () => {
    const request = {
      kind: 'flow',
      dimension: 'name',
      container: 'person',
      anchor: { 'starts-with': { item: 'Hat' } },
      columns: 1,
      segments,
    }
    expect(await ask(shop, request)).toMatchObject({
      columns: [{ nodes: [{ item: 'Hat', paths: 1 }] }, { nodes: [{ item: 'Shirt', paths: 1 }] }],
    })
  })

  it('what comes next', async () => {
    const request = { kind: 'next-previous', dimension: 'name', item: 'Hat', direction: 'next' }
    expect(await ask(shop, { ...request, segments })).toMatchObject({
      total: 1,
      rows: [{ item: 'Shirt', count: 1 }],
    })
  })

  it('the criteria of a cohort table', async () => {
    const request = {
      kind: 'cohort',
      granularity: 'day',
      dateRange: { start: '2024-01-01', end: '2024-01-03' },
      inclusion: { where: named('Hat') },
      return: { where: { metric: 'events', op: 'exists' } },
      segments,
    }
    const { rows } = (await ask(shop, request)) as never as { rows: { included: number }[] }
    expect(rows.map(({ included }) => included)).toEqual([1, 0])
  })

  it('the conversions of paths and their value', async () => {
    const request = {
      kind: 'paths',
      dimension: 'page',
      container: 'person',
      to: { where: named('Shirt'), atLeast: 1 },
      value: 'revenue',
    }
    expect(await ask(shop, { ...request, segments })).toMatchObject({
      total: 2,
      conversions: 1,
      paths: [{ items: ['View'], conversions: 1, value: 30 }, { conversions: 0 }],
    })
  })

  it('the amounts of a histogram', async () => {
    const request = { kind: 'histogram', metric: 'revenue', container: 'person', size: 40 }
    const bounds = { start: 0, buckets: 3 }
    const counts = async (more: object) => {
      const found = await ask(shop, { ...request, ...bounds, ...more })
      return (found as never as { buckets: { count: number }[] }).buckets.map(({ count }) => count)
    }
    expect(await counts({})).toEqual([1, 0, 1])
    expect(await counts({ segments })).toEqual([1, 0, 1])
    expect(await counts({ segments: [sub(named('Sock'))] })).toEqual([1, 0, 0])
  })

  it('the conversions of an attribution report, but its touchpoints stay (§7.5)', async () => {
    const request = {
      kind: 'attribution',
      metric: 'revenue',
      dimension: 'name',
      models: ['first-touch'],
      segments,
    }
    const { rows, total } = (await ask(shop, request)) as never as {
      rows: { item: string; values: number[] }[]
      total: number
    }
    expect(total).toBe(81)
    expect(rows.map(({ item, values }) => [item, values[0]])).toEqual([
      ['Shirt', 81],
      ['Hat', 80],
    ])
  })

  it('features that are used', async () => {
    const request = { kind: 'frequency', where: named('Shirt'), container: 'person', segments }
    expect(await ask(shop, request)).toMatchObject({ total: 1 })
  })

  it('the breakdown of trends', async () => {
    const events = [{ where: { metric: 'events', op: 'exists' } }]
    const dateRange = { start: '2024-01-01', end: '2024-01-03' }
    const request = { kind: 'trends', interval: 'day', events, breakdown: 'name', dateRange }
    const { series } = (await ask(shop, { ...request, segments })) as never as {
      series: { item?: string; total: number }[]
    }
    expect(series.map(({ item }) => item).sort()).toEqual(['Hat', 'Shirt', 'Sock'])
  })

  it('the areas of a Venn diagram', async () => {
    const hats = sub(named('Hat'))
    const request = { kind: 'venn', metric: 'revenue', sets: [blue, hats] }
    const { areas } = (await ask(shop, request)) as never as { areas: { value: number }[] }
    expect(areas.map(({ value }) => value)).toEqual([81, 70, 50])
  })

  it('the nodes and values of a canvas', async () => {
    const nodes = [{ id: 'shirt', where: named('Shirt') }]
    const request = { kind: 'canvas', container: 'person', nodes, arrows: [], metric: 'revenue' }
    expect(await ask(shop, { ...request, segments })).toMatchObject({
      nodes: [{ value: 30, containers: 1 }],
    })
  })

  it('the events of a timeline', async () => {
    const request = { kind: 'timeline', dimension: 'name', people: 2, segments }
    const { people } = (await ask(shop, request)) as never as {
      people: { person: string; sessions: { events: { value: string[] }[] }[] }[]
    }
    const seen = people.map(({ person, sessions }) => [
      person,
      sessions.flatMap(({ events }) => events.flatMap(({ value }) => value)),
    ])
    expect(Object.fromEntries(seen)).toEqual({ ann: ['Hat', 'Shirt'], bob: ['Sock'] })
  })

  it('what other segments ask of the report’s events, nothing: they stack (§5.1)', async () => {
    const withScarf = { container: 'event', where: named('Scarf') }
    const request = { kind: 'people', segments: [blue, withScarf] }
    expect(await ask(shop, request)).toMatchObject({ people: ['ann'] })
  })
})

describe('a journey (§5.5)', () => {
  it('shows whole events and says which elements are kept', async () => {
    const request = { kind: 'journey', person: 'ann', dimensions: ['name'], metrics: ['revenue'] }
    const { events } = (await ask(shop, { ...request, segments })) as never as { events: object[] }
    expect(events).toMatchObject([
      {
        dimensions: { name: ['Shirt', 'Hat'] },
        metrics: { revenue: 60 },
        keptElements: { products: [1] },
      },
      { dimensions: { name: ['Shirt', 'Scarf'] }, keptElements: { products: [0] } },
    ])
    expect(plain(await ask(shop, request))).not.toHaveProperty('events[0].keptElements')
  })
})

describe('deduplication comes before segments (§3.10)', () => {
  it('in every report', async () => {
    const on = (value: string) => ({
      container: 'event',
      where: { dimension: 'page', op: 'equals', value },
    })
    const steps = [{ any: [{ metric: 'orders' }] }]
    const count = (value: string) =>
      ask(shop, { kind: 'fallout', steps, segments: [on(value)] }) as Promise<object>
    expect(await count('Buy')).toMatchObject({ series: [{ steps: [{ count: 0 }] }] })
    expect(await count('View')).toMatchObject({ series: [{ steps: [{ count: 2 }] }] })
  })
})
