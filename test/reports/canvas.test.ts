import { describe, expect, it } from 'vitest'
import { canvasNodeCondition } from '../../src/query/reports/canvas/node-condition.ts'
import type { CanvasResult } from '../../src/query/reports/canvas/request.ts'
import { ask } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'

const journeys: Readonly<Record<string, string>> = {
  ann: 'Home Cart Order',
  ben: 'Home Cart Home',
  cid: 'Ad Cart Order Cart',
  dan: 'Cart Home',
  eve: 'Help',
}

const events: MemoryEvent[] = Object.entries(journeys).flatMap(([person, pages]) =>
  pages.split(' ').map((page, i) => ({
    person,
    time: i * 60_000,
    fields: { page, revenue: page === 'Order' ? 10 : null },
  })),
)

const nodes = ['Home', 'Ad', 'Cart', 'Order'].map((page) => ({
  id: page.toLowerCase(),
  name: page,
  where: { dimension: 'page', op: 'equals', value: page },
}))
const arrows = [
  ['home', 'cart'],
  ['ad', 'cart'],
  ['cart', 'order'],
]

const askCanvas = async (request: object = {}) =>
  await ask<CanvasResult>(
    { events },
    {
      kind: 'canvas',
      nodes,
      arrows,
      ...request,
    },
  )

const worldOf = (people: Readonly<Record<string, string>>): MemoryEvent[] =>
  Object.entries(people).flatMap(([person, pages]) =>
    pages.split(' ').map((page, i) => ({
      person,
      time: i * 60_000,
      fields: { page, amt: page === 'Home' ? 0 : 3 },
    })),
  )

const askPages = (source: readonly MemoryEvent[], pages: readonly string[], request: object) =>
  ask<CanvasResult>(
    { events: source },
    {
      kind: 'canvas',
      nodes: pages.map((page) => ({
        id: page,
        where: { dimension: 'page', op: 'equals', value: page },
      })),
      ...request,
    },
  )

describe('a journey canvas', () => {
  it('counts who comes to each node along any path, and who goes no further', async () => {
    const result = await askCanvas()
    expect(result.nodes.map((node) => [node.id, node.containers, node.fallout])).toEqual([
      ['home', 3, 1],
      ['ad', 1, 0],
      ['cart', 3, 1],
      ['order', 2, 0],
    ])
    expect(result.arrows.map(({ containers }) => containers)).toEqual([2, 1, 2])
    expect(result.nodes[2]).toMatchObject({ ofStart: 3 / 5, ofPrevious: 3 / 4, ofTotal: 3 / 5 })
    expect(result.nodes[0]).toMatchObject({ ofStart: 1, ofPrevious: 1, ofTotal: 3 / 5 })
  })

  it('says of arrows who went along them, and who of their start did not', async () => {
    const { arrows: drawn, nodes: at, rule } = await askCanvas()
    expect(drawn.map(({ share, fallout }) => [share, fallout])).toEqual([
      [2 / 3, 1],
      [1, 0],
      [2 / 3, 1],
    ])
    expect(at.map(({ falloutShare }) => falloutShare)).toEqual([1 / 3, 0, 1 / 3, 0])
    expect(rule).toContain('on a later event of the person')
  })

  it.each([
    [{ node: 'cart' }, ['ann', 'ben', 'cid']],
    [{ arrow: ['ad', 'cart'] }, ['cid']],
    [{ arrow: ['cart', 'order'] }, ['ann', 'cid']],
    [{ onward: 'home' }, ['ann', 'ben']],
    [{ onward: 'order' }, []],
  ])('names the people of %j', async (explain, people) => {
    const { meta } = await askCanvas({ explain })
    expect(meta.explanation?.samplePeople.toSorted()).toEqual(people)
  })

  it('names the people of nothing that is not drawn', async () => {
    await expect(askCanvas({ explain: { arrow: ['home', 'order'] } })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['explain', 'arrow'],
    })
    await expect(askCanvas({ explain: { arrow: ['home', 'off'] } })).rejects.toMatchObject({
      path: ['explain', 'arrow', 1],
    })
  })

  it('names the best path that someone went along: people at its end over those at its start', async () => {
    const converging = await askCanvas()
    expect(converging.bestPath).toEqual({ nodes: ['ad', 'cart', 'order'], rate: 1 })
    const single = await askCanvas({
      nodes: [nodes[0], nodes[2], nodes[3]],
      arrows: [arrows[0], arrows[2]],
    })
    expect(single.bestPath).toEqual({ nodes: ['home', 'cart', 'order'], rate: 1 / 3 })
    expect(single.caption).toContain('Home → Cart → Order, with 33.3 %')
    expect(await askCanvas({ arrows: [] })).toMatchObject({
      bestPath: null,
      caption: 'No path is drawn.',
    })
  })

  it('names no path that nobody went along, whatever its parts', async () => {
    const source = worldOf({ ann: 'Home Cart', ben: 'Other Cart', cid: 'Home Cart Buy' })
    const { bestPath, caption } = await askPages(source, ['Home', 'Other', 'Cart', 'Buy'], {
      arrows: [
        ['Home', 'Cart'],
        ['Other', 'Cart'],
        ['Cart', 'Buy'],
      ],
    })
    expect(bestPath).toEqual({ nodes: ['Home', 'Cart', 'Buy'], rate: 1 / 2 })
    expect(caption).toContain('Home → Cart → Buy, with 50 %')
    const none = await askPages(source, ['Home', 'Other'], { arrows: [['Home', 'Other']] })
    expect(none).toMatchObject({ bestPath: null, caption: 'Nobody completed a path.' })
  })

  it.each(['people', 'sessions', 'events', 'amt'])(
    'counts people on its paths beside %s',
    async (metric) => {
      const source = worldOf({ ann: 'Home Cart', ben: 'Home Cart', cid: 'Home' })
      const asked = { metric, arrows: [['Home', 'Cart']] }
      for (const container of ['person', 'session']) {
        const { bestPath } = await askPages(source, ['Home', 'Cart'], { ...asked, container })
        expect(bestPath).toEqual({ nodes: ['Home', 'Cart'], rate: 2 / 3 })
      }
    },
  )

  it('judges no path where there are too many', async () => {
    const layers = Array.from({ length: 8 }, (_, layer) => [0, 1, 2].map((i) => `${layer}-${i}`))
    const many = layers
      .slice(1)
      .flatMap((layer, before) => layer.flatMap((to) => layers[before]!.map((from) => [from, to])))
    const found = await askPages(worldOf({ ann: '0-0 1-0' }), layers.flat(), { arrows: many })
    expect(found.bestPath).toBeNull()
    expect(found.caption).toContain('More than 1000 paths')
  })

  it.each(['person', 'session'])(
    'measures a node from when the %s came to the one before it',
    async (container) => {
      const source = [100, 0, 5, 7].map((amt, i) => ({
        person: 'ann',
        time: i * 60_000,
        fields: { page: ['Cart', 'Home', 'Cart', 'Home'][i], amt },
      }))
      const asked = {
        metric: 'amt',
        secondaryMetric: 'events',
        container,
        arrows: [['Home', 'Cart']],
      }
      const found = await askPages(source, ['Home', 'Cart'], asked)
      expect(found.nodes).toMatchObject([
        { id: 'Home', value: 7, secondary: 2, containers: 1 },
        { id: 'Cart', value: 5, secondary: 1, containers: 1, ofPrevious: 5 / 7 },
      ])
      expect(found.arrows).toMatchObject([{ containers: 1, value: 5 }])
    },
  )

  it('measures any metric on the events of a node, calculated ones too', async () => {
    const { nodes: found } = await askCanvas({ metric: 'events', secondaryMetric: 'revenue' })
    expect(found.map(({ value }) => value)).toEqual([4, 1, 4, 2])
    expect(found.map(({ secondary }) => secondary)).toEqual([0, 0, 0, 20])
  })

  it('suggests what comes next', async () => {
    const { top } = await askCanvas({
      top: [
        { dimension: 'page', after: 'cart' },
        { dimension: 'page', before: 'order', limit: 1 },
        { dimension: 'page', between: ['home', 'order'] },
      ],
    })
    expect(top).toEqual([
      {
        dimension: 'page',
        after: 'cart',
        containers: 3,
        items: [
          { item: 'Order', containers: 2, share: 2 / 3 },
          { item: 'Home', containers: 1, share: 1 / 3 },
        ],
      },
      {
        dimension: 'page',
        before: 'order',
        containers: 2,
        items: [{ item: 'Cart', containers: 2, share: 1 }],
      },
      {
        dimension: 'page',
        between: ['home', 'order'],
        containers: 1,
        items: [{ item: 'Cart', containers: 1, share: 1 }],
      },
    ])
  })

  it('combines the components of a node', () => {
    const segment = { segment: 'buyers' }
    const components = [
      { metric: 'orders' },
      { dimension: 'page', item: 'Home' },
      { metric: 'calls' },
      { dimension: 'page', item: 'Cart' },
      { dimension: 'channel', item: null },
      segment,
    ]
    expect(canvasNodeCondition({ id: 'n', components })).toEqual({
      and: [
        {
          or: [
            { metric: 'orders', op: 'exists' },
            { metric: 'calls', op: 'exists' },
          ],
        },
        {
          or: [
            { dimension: 'page', op: 'equals', value: 'Home' },
            { dimension: 'page', op: 'equals', value: 'Cart' },
          ],
        },
        { dimension: 'channel', op: 'not-exists' },
        segment,
      ],
    })
  })

  it('refuses circles, unknown ends and two nodes of one id', async () => {
    await expect(askCanvas({ arrows: [...arrows, ['order', 'home']] })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['arrows'],
      message: expect.stringContaining('home → cart → order → home'),
    })
    await expect(askCanvas({ arrows: [['home', 'none']] })).rejects.toMatchObject({
      code: 'request/unknown-component',
      path: ['arrows', 0, 1],
    })
    await expect(askCanvas({ nodes: [nodes[0], nodes[0]], arrows: [] })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['nodes', 1, 'id'],
    })
    await expect(askCanvas({ nodes: [{ id: 'a' }], arrows: [] })).rejects.toMatchObject({
      code: 'request/invalid',
    })
  })
})
