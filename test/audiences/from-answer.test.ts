import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  AudienceFromAnswer,
  AudienceMembers,
  AudiencePreview,
  AudiencePublished,
} from '../../src/model/answers/audiences.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const journeys: Readonly<Record<string, string>> = {
  ann: 'Home Cart Order',
  ben: 'Home Cart Home',
  cid: 'Cart Order',
  dan: 'Help',
}

const rows = Object.entries(journeys).flatMap(([who, pages]) =>
  pages
    .split(' ')
    .map((page, day) => ({ who, ts: `2026-01-0${day + 1}T10:00:00Z`, page, test: 'x' })),
)

let shop: Workspace
beforeAll(async () => {
  shop = await openWorkspace()
  await shop.post('datasets/web/rows', rows)
  await shop.post('apply', [
    { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
    {
      kind: 'data-view',
      id: 'main',
      connection: 'all',
      dimensions: [{ id: 'page', field: 'page' }],
    },
    { kind: 'segment', id: 'carts', dataView: 'main', definition: person('Cart') },
    { kind: 'segment', id: 'homes', dataView: 'main', definition: person('Home') },
  ])
})
afterAll(() => shop.close())

const is = (value: string) => ({ dimension: 'page', op: 'equals', value })
const person = (value: string) => ({ container: 'person', where: is(value) })
const does = (value: string) => ({ where: is(value) })
const steps = ['Home', 'Cart', 'Order'].map((item) => ({ any: [{ dimension: 'page', item }] }))
const table = { kind: 'freeform', rows: { dimension: 'page' }, columns: [{ metric: 'people' }] }
const canvas = {
  kind: 'canvas',
  nodes: ['Home', 'Cart'].map((page) => ({ id: page, where: is(page) })),
  arrows: [['Home', 'Cart']],
}

interface Place {
  readonly request: Readonly<Record<string, unknown>>
  /** Without the people behind this one. */
  readonly except?: object
  readonly basis: 'segments' | 'list'
  readonly people: readonly string[]
}

const places: readonly (readonly [string, Place])[] = [
  [
    'a row of a table',
    {
      request: { ...table, explain: { row: 'Cart', column: 'c1' } },
      basis: 'segments',
      people: ['ann', 'ben', 'cid'],
    },
  ],
  [
    'a row below another one',
    {
      request: {
        ...table,
        rows: { dimension: 'day' },
        where: [{ dimension: 'page', item: 'Cart' }],
        explain: { row: '2026-01-01', column: 'c1' },
      },
      basis: 'segments',
      people: ['cid'],
    },
  ],
  [
    'the total of a table with segments',
    {
      request: { ...table, segments: ['homes'], explain: { column: 'c1' } },
      basis: 'segments',
      people: ['ann', 'ben'],
    },
  ],
  [
    'a row of segments',
    {
      request: {
        ...table,
        rows: { segments: ['homes', 'carts'] },
        explain: { row: 'homes', column: 'c1' },
      },
      basis: 'segments',
      people: ['ann', 'ben'],
    },
  ],
  [
    'a step of a funnel',
    {
      request: { kind: 'fallout', steps, explain: { step: 3 } },
      basis: 'segments',
      people: ['ann'],
    },
  ],
  [
    'a step of a funnel with a window',
    {
      request: { kind: 'fallout', steps, window: { hours: 25 }, explain: { step: 2 } },
      basis: 'segments',
      people: ['ann', 'ben'],
    },
  ],
  [
    'those who drop out of a funnel behind a step',
    {
      request: { kind: 'fallout', steps, explain: { step: 2 } },
      except: { step: 3 },
      basis: 'segments',
      people: ['ben'],
    },
  ],
  [
    'those who drop out of a funnel with a window',
    {
      request: { kind: 'fallout', steps, window: { hours: 30 }, explain: { step: 2 } },
      except: { step: 3 },
      basis: 'list',
      people: ['ann', 'ben'],
    },
  ],
  [
    'a path of a flow',
    {
      request: {
        kind: 'flow',
        dimension: 'page',
        anchor: { 'starts-with': { item: 'Cart' } },
        explain: { node: '1:Order' },
      },
      basis: 'segments',
      people: ['ann', 'cid'],
    },
  ],
  [
    'a node of a canvas',
    {
      request: { ...canvas, explain: { node: 'Cart' } },
      basis: 'segments',
      people: ['ann', 'ben'],
    },
  ],
  [
    'an arrow of a canvas',
    {
      request: { ...canvas, explain: { arrow: ['Home', 'Cart'] } },
      basis: 'segments',
      people: ['ann', 'ben'],
    },
  ],
  [
    'a cell of a cohort table',
    {
      request: {
        kind: 'cohort',
        granularity: 'day',
        inclusion: does('Home'),
        return: does('Cart'),
        explain: { row: '2026-01-01', column: 1 },
      },
      basis: 'segments',
      people: ['ann', 'ben'],
    },
  ],
  [
    'a bucket of a histogram',
    {
      request: {
        kind: 'histogram',
        metric: 'events',
        start: 1,
        buckets: 3,
        explain: { row: [3, 3] },
      },
      basis: 'segments',
      people: ['ann', 'ben'],
    },
  ],
  [
    'an area of a Venn diagram',
    {
      request: {
        kind: 'venn',
        metric: 'people',
        sets: ['homes', 'carts'],
        explain: { row: [0, 1] },
      },
      basis: 'segments',
      people: ['ann', 'ben'],
    },
  ],
  [
    'a list of people',
    {
      request: { kind: 'people', segments: ['carts'], explain: { row: [] } },
      basis: 'segments',
      people: ['ann', 'ben', 'cid'],
    },
  ],
]

const dateRange = { start: '2026-01-01', end: '2026-01-05' }

describe('an audience is made of', () => {
  it.each(places)('%s', async (name, { request, except, basis, people }) => {
    const asked = { dataView: 'main', dateRange, ...request }
    const made = await shop.post<AudienceFromAnswer>('audiences/from-answer', {
      request: asked,
      except,
      id: 'made',
      name,
    })
    expect(made).toMatchObject({ basis, people: people.length })
    if (basis === 'list') expect(made.definition.description).toContain('a fixed list')
    await shop.post('apply', [made.definition])
    await shop.post<AudiencePublished>('audiences/made/publish', {})
    const { body } = await shop.call('GET', 'audiences/made/members')
    const found = (body as unknown as AudienceMembers).rows.map((row) => row.person)
    expect(found).toEqual(people)
    const answer = await shop.post<Explained>('reports', asked)
    if (except) return
    expect(answer.meta.explanation).toMatchObject({ people: people.length, samplePeople: people })
  })

  it('no number that nobody is named for, nor of nobody', async () => {
    const ask = (request: object) =>
      shop.call('POST', 'audiences/from-answer', {
        request: { dataView: 'main', dateRange, ...request },
        id: 'none',
      })
    const without = await ask(table)
    expect(without).toMatchObject({ status: 400, body: { code: 'request/impossible' } })
    expect(without.text).toContain('name the number')
    const nobody = await ask({ kind: 'fallout', steps, window: { hours: 1 }, explain: { step: 3 } })
    expect(nobody.text).toContain('nobody is behind')
  })
})

interface Explained {
  readonly meta: { readonly explanation?: { readonly people: number } }
}

it('shows what an audience would be before it is saved, and what publishing would do', async () => {
  const hook = {
    kind: 'destination',
    id: 'hook',
    type: 'webhook',
    settings: { url: 'https://x.io' },
  }
  await shop.post('apply', [hook])
  const definition = {
    kind: 'audience',
    id: 'soon',
    dataView: 'main',
    segments: ['carts'],
    destinations: ['hook'],
  }
  const preview = await shop.post<AudiencePreview>('audiences/preview', definition)
  expect(preview).toMatchObject({
    people: 3,
    of: 4,
    share: 0.75,
    publish: { run: null, entered: 3 },
  })
  expect(preview.publish.wanted).toEqual({ hook: { in: 3, out: 0 } })
  expect(preview.sample.map((each) => each.person)).toEqual(['ann', 'ben', 'cid'])
  await shop.post('apply', [definition])
  const rehearsed = await shop.post<AudiencePublished>('audiences/soon/publish?preview=true', {})
  expect(rehearsed).toMatchObject({ run: null, members: 3, entered: 3 })
  expect((await shop.call('GET', 'audiences/soon')).body).toMatchObject({ state: 'never-run' })
  const published = await shop.post<AudiencePublished>('audiences/soon/publish', {})
  const { withoutIdentity: _, payloads, ...told } = rehearsed
  expect({ ...published, run: null }).toEqual(told)
  // Profiles of the audiences before are made behind.
  const reason = expect.stringMatching(/^(no profile yet|without identity)$/)
  const notSent = ['ann', 'ben', 'cid'].map((person) => ({ person, reason }))
  expect(payloads).toEqual({ hook: { messages: [], notSent, problem: null } })
  await shop.post('apply', [{ ...definition, segments: ['homes'], destinations: [] }])
  const next = await shop.post<AudiencePublished>('audiences/soon/publish?preview=true', {})
  expect(next).toMatchObject({ members: 2, entered: 0, left: 1, stays: 2 })
  expect(next.wanted).toEqual({ hook: { in: 0, out: 3 } })
  const { body } = await shop.call('GET', 'audiences/soon/preview')
  expect(body).toMatchObject({ people: 2, of: 4 })
  expect(await shop.throughline.store.audiences.countMembers('soon')).toMatchObject({ members: 3 })
})
