import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const rows = [
  { who: 'ann', ts: '2026-01-01T10:00:00Z', page: 'Home', price: 3, cur: 'EUR', tags: ['a', 'b'] },
  { who: 'ann', ts: '2026-01-01T10:01:00Z', page: 'HOME', price: 4, cur: 'USD', tags: [] },
  { who: 'bob', ts: '2026-01-02T10:00:00Z', page: 'Cart', price: 5, cur: 'USD', tags: ['b'] },
]
const view = {
  kind: 'data-view',
  id: 'main',
  connection: 'all',
  dimensions: [
    { id: 'page' },
    { id: 'cur', hidden: true, labels: ['context:country'] },
    { id: 'tags' },
  ],
  metrics: [{ id: 'price', labels: ['context:revenue'] }],
}
const definitions = [
  { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
  view,
]

let workspace: Workspace

beforeAll(async () => {
  workspace = await openWorkspace()
  await workspace.post('datasets/web/rows', rows)
  await workspace.post('apply', definitions)
})
afterAll(() => workspace.close())

describe('a data view is checked when it is saved', () => {
  const metric = { id: 'price' }
  it.each([
    [
      'a context label twice',
      { metrics: [{ ...metric, labels: ['context:country'] }] },
      'metrics[0].labels',
    ],
    [
      'a currency without rates',
      { metrics: [{ ...metric, currency: { codeDimension: 'cur', to: 'EUR' } }] },
      'metrics[0].currency',
    ],
    [
      'a pattern',
      { dimensions: [{ id: 'page', substring: { method: 'regex', pattern: '(', output: '' } }] },
      'dimensions[0].substring.pattern',
    ],
    [
      'a binding to nothing',
      { dimensions: [{ id: 'page', persistence: { binding: { dimension: 'x' } } }] },
      'dimensions[0].persistence.binding.dimension',
    ],
    [
      'an expiration by nothing',
      {
        dimensions: [{ id: 'page', persistence: { expiration: { type: 'metric', metric: 'x' } } }],
      },
      'dimensions[0].persistence.expiration.metric',
    ],
    ['a segment that is not there', { segment: 'none' }, 'segment'],
    [
      'buckets that fall',
      { dimensions: [{ id: 'price', buckets: { at: [5, 1] } }] },
      'dimensions[0].buckets.at',
    ],
    [
      'a start metric that is not there',
      { session: { startMetrics: ['x'] } },
      'session.startMetrics',
    ],
  ])('%s', async (_, change, path) => {
    const refused = await workspace.call('PUT', 'definitions/data-view/main', {
      ...view,
      ...change,
    })
    expect(refused).toMatchObject({
      status: 400,
      body: { path: expect.stringContaining(path) as string },
    })
    expect((await workspace.call('GET', 'definitions/data-view/main')).body).toMatchObject({
      metrics: [{ labels: ['context:revenue'] }],
    })
  })
})

describe('the pickers', () => {
  const ids = async (query: string) => {
    const { body } = await workspace.call('GET', `data-views/main/components${query}`)
    const { dimensions } = body as { dimensions: { id: string; isStandard: boolean }[] }
    return dimensions.filter(({ isStandard }) => !isStandard).map(({ id }) => id)
  }

  it('leave hidden components out unless asked', async () => {
    expect(await ids('')).toEqual(['page', 'tags'])
    expect(await ids('?hidden=true')).toEqual(['page', 'cur', 'tags'])
  })

  it('a hidden one still reports', async () => {
    const request = {
      kind: 'freeform',
      dataView: 'main',
      dateRange: { start: '2026-01-01', end: '2026-02-01' },
      rows: { dimension: 'cur' },
      columns: [{ metric: 'price' }],
    }
    const { body } = await workspace.call('POST', 'reports', request)
    expect(body).toMatchObject({
      rows: [
        { item: 'USD', values: [9] },
        { item: 'EUR', values: [3] },
      ],
    })
  })
})

describe('previews', () => {
  it('of a setting: items before and after', async () => {
    const draft = { ...view, dimensions: [{ id: 'page', lowercase: true }] }
    const { body } = await workspace.call('POST', 'previews/items', {
      dataView: draft,
      dimension: 'page',
    })
    expect(body).toMatchObject({
      before: { count: 3 },
      after: {
        items: [
          { item: 'home', events: 2, people: 1 },
          { item: 'cart', events: 1 },
        ],
        count: 2,
      },
    })
  })

  it('of a metric: the items that it is highest for', async () => {
    const highest = async (metrics: readonly object[]) => {
      const draft = { ...view, metrics }
      const asked = { dataView: draft, dimension: 'page', metric: 'price', limit: 1 }
      return (await workspace.call('POST', 'previews/items', asked)).body
    }
    expect(await highest([{ id: 'price', include: { rules: [{ op: 'gt', value: 4 }] } }])).toEqual({
      before: expect.objectContaining({
        items: [{ item: 'Cart', people: 1, events: 1, value: 5 }],
        value: 12,
      }),
      after: expect.objectContaining({ value: 5 }),
    })
    const other = { dataView: { ...view, metrics: [{ id: 'paid', field: 'price' }] } }
    const asked = { ...other, dimension: 'page', metric: 'paid' }
    const { body } = await workspace.call('POST', 'previews/items', asked)
    expect(body).not.toHaveProperty('before')
    expect(body).toHaveProperty('after.value', 12)
  })

  it('of a data view: what would be broken, projects with what they ask, too', async () => {
    const rule = (dimension: string) => ({ dimension, op: 'equals', value: 'x' })
    const panel = {
      id: 'p',
      visualizations: [
        {
          id: 'v',
          type: 'freeform',
          request: {
            kind: 'freeform',
            rows: { dimension: 'tags' },
            columns: [{ metric: 'people' }],
          },
        },
      ],
    }
    await workspace.post('apply', [
      { ...view, id: 'built-on' },
      ...['cur', 'page'].map((dimension) => ({
        kind: 'segment',
        id: `by-${dimension}`,
        dataView: 'built-on',
        definition: { container: 'event', where: rule(dimension) },
      })),
      { kind: 'calculated-metric', id: 'twice', dataView: 'built-on', formula: 'price * 2' },
      { kind: 'project', id: 'weekly', name: 'Weekly', dataView: 'built-on', panels: [panel] },
    ])
    const brokenBy = async (changed: object) => {
      const dataView = { ...view, id: 'built-on', ...changed }
      return (await workspace.call('POST', 'previews/data-view', { dataView })).body
    }
    expect(await brokenBy({})).toEqual({ broken: [] })
    const renamed = {
      dimensions: [{ id: 'page' }, { id: 'land', field: 'cur' }],
      metrics: [{ id: 'sum', field: 'price' }],
    }
    expect(await brokenBy(renamed)).toEqual({
      broken: [
        { kind: 'segment', id: 'by-cur', problem: expect.stringContaining('"cur"') },
        { kind: 'calculated-metric', id: 'twice', problem: expect.stringContaining('"price"') },
        {
          kind: 'project',
          id: 'weekly',
          name: 'Weekly',
          problem: expect.stringContaining('"tags"'),
        },
      ],
    })
    expect(await brokenBy({ dimensions: [{ id: 'page', field: 'nowhere' }] })).toMatchObject({
      code: 'definition/unknown-field',
      path: 'dimensions[0].field',
    })
  })

  it('of sessions: gaps, before and after', async () => {
    const dataView = { ...view, session: { timeout: { seconds: 30 } } }
    const { body } = await workspace.call('POST', 'previews/sessions', { dataView })
    expect(body['gaps']).toContainEqual({ from: 30, to: 60, gaps: 1, longer: 1 })
    expect(body['before']).toMatchObject({ sessions: 2, timeoutSeconds: 1800 })
    expect(body['after']).toMatchObject({ sessions: 3, timeoutSeconds: 30 })
  })

  it('of a segment', async () => {
    const definition = {
      container: 'person',
      where: { dimension: 'page', op: 'equals', value: 'Cart' },
    }
    const { body } = await workspace.call('POST', 'previews/segment', {
      dataView: 'main',
      definition,
    })
    expect(body).toMatchObject({
      kept: { people: 1, sessions: 1, events: 1 },
      share: { people: 0.5 },
    })
  })

  it('of a derived field', async () => {
    const derivedField = { id: 'low', rules: [{ function: 'lowercase', input: { field: 'page' } }] }
    const { body } = await workspace.call('POST', 'previews/derived-field', {
      dataView: 'main',
      derivedField,
    })
    expect(body).toMatchObject({
      fields: [{ field: 'page' }],
      rules: [
        {
          items: [
            { item: 'home', events: 2 },
            { item: 'cart', events: 1 },
          ],
        },
      ],
    })
  })

  it('of a formula: text, tree and figures', async () => {
    expect(
      (await workspace.call('POST', 'previews/formula', { text: 'price / events' })).body,
    ).toEqual({
      formula: { op: '/', args: [{ metric: 'price' }, { metric: 'events' }] },
      text: 'price / events',
    })
    const dateRange = { start: '2026-01-01', end: '2026-02-01' }
    const wish = { text: 'price / events', dataView: 'main', dateRange }
    expect((await workspace.call('POST', 'previews/formula', wish)).body).toMatchObject({
      items: [
        { item: '2026-01-01', value: 3.5 },
        { item: '2026-01-02', value: 5 },
      ],
      total: 4,
    })
    const wrong = await workspace.call('POST', 'previews/formula', { text: 'price / (events' })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'formula/syntax' } })
  })
})

it('what a definition is used by', async () => {
  const where = { dimension: 'page', op: 'equals', value: 'Cart' }
  const all = [
    { kind: 'segment', id: 'inner', dataView: 'main', definition: { container: 'event', where } },
    {
      kind: 'segment',
      id: 'outer',
      dataView: 'main',
      definition: { container: 'person', where: { segment: 'inner' } },
    },
    {
      kind: 'calculated-metric',
      id: 'half',
      dataView: 'main',
      formula: { metric: 'price', segments: ['inner'] },
    },
  ]
  expect((await workspace.call('POST', 'apply', all)).status).toBe(200)
  const { body } = await workspace.call('GET', 'definitions/segment/inner/used-by')
  expect(body).toEqual(
    expect.arrayContaining([
      { kind: 'segment', id: 'outer', path: 'definition.where.segment' },
      { kind: 'calculated-metric', id: 'half', path: 'formula.segments[0]' },
    ]),
  )
  const cycle = { ...all[0], definition: { container: 'event', where: { segment: 'outer' } } }
  const refused = await workspace.call('PUT', 'definitions/segment/inner', cycle)
  expect(refused).toMatchObject({ status: 400, body: { code: 'definition/cycle' } })
})
