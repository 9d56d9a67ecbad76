import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Workspace } from './workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())

const common = { dataView: 'main', dateRange: { start: '2026-01-01', end: '2026-02-01' } }
const table = (extra: object = {}) => ({
  kind: 'freeform',
  ...common,
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }],
  ...extra,
})
const range = (start: string, end: string) => table({ dateRange: { start, end } })
const home = { any: [{ dimension: 'page', item: 'Home' }] }
const fallout = (steps: unknown, extra: object = {}) => ({
  kind: 'fallout',
  ...common,
  container: 'person',
  steps,
  ...extra,
})
const active = { where: { metric: 'events', op: 'gte', value: 1 } }
const cohort = (extra: object) => ({
  kind: 'cohort',
  ...common,
  granularity: 'day',
  inclusion: active,
  return: active,
  ...extra,
})
const histogram = (extra: object) => ({
  kind: 'histogram',
  ...common,
  container: 'person',
  metric: 'events',
  ...extra,
})

const cases: readonly (readonly [what: string, request: unknown, code: string, path: string])[] = [
  ['a number', 5, 'request/invalid', ''],
  ['an unknown kind', { kind: 'x' }, 'request/unknown-kind', 'kind'],
  ['an unknown data view', table({ dataView: 'x' }), 'data-view/unknown', 'dataView'],
  ['an unknown setting', table({ nope: 1 }), 'request/invalid', 'nope'],
  ['an unknown range', table({ dateRange: 'x' }), 'request/unknown-date-range', 'dateRange'],
  ['a range reversed', range('2026-02-01', '2026-01-01'), 'request/range-reversed', 'dateRange'],
  ['an empty range', range('2026-02-01', '2026-02-01'), 'request/range-reversed', 'dateRange'],
  ['30 February', range('2026-02-30', '2026-03-05'), 'request/invalid', 'dateRange.start'],
  ['25 o’clock', range('2026-02-01T25:00:00', '2026-03-05'), 'request/invalid', 'dateRange.start'],
  [
    'an unknown dimension',
    table({ rows: { dimension: 'x' } }),
    'request/unknown-component',
    'rows.dimension',
  ],
  [
    'an unknown metric',
    table({ columns: [{ metric: 'events' }, { metric: 'x' }] }),
    'request/unknown-component',
    'columns[1].metric',
  ],
  [
    'two columns of one id',
    table({ columns: [{ id: 'c2', metric: 'events' }, { metric: 'people' }] }),
    'request/invalid',
    'columns[1].id',
  ],
  ['no columns', table({ columns: [] }), 'request/invalid', 'columns'],
  [
    'a forecast of a billion days',
    table({ columns: [{ metric: 'events', forecast: 1e9 }] }),
    'request/invalid',
    'columns[0].forecast',
  ],
  [
    'sorting by no column',
    table({ sort: { column: 'x' } }),
    'request/unknown-component',
    'sort.column',
  ],
  ['no steps', fallout([]), 'request/invalid', 'steps'],
  ['32 steps', fallout(Array.from({ length: 32 }, () => home)), 'request/impossible', 'steps'],
  ['too many betweens', fallout([home], { between: ['next'] }), 'request/invalid', 'between'],
  ['an unknown unit', cohort({ granularity: 'eon' }), 'request/invalid', 'granularity'],
  ['10,000 columns', cohort({ columns: 10_000 }), 'request/invalid', 'columns'],
  ['a billion buckets', histogram({ buckets: 1e9 }), 'request/invalid', 'buckets'],
  ['buckets of no size', histogram({ size: 0 }), 'request/invalid', 'size'],
]

describe('a report request with', () => {
  it.each(cases)('%s is refused at its place', async (_, request, code, path) => {
    const alone = await workspace.call('POST', 'reports', request)
    expect(alone.body).toMatchObject({ code, path })
    const second = await workspace.call('POST', 'reports', [table(), request])
    const place = path === '' ? '[1]' : `[1].${path}`
    expect(second.body).toMatchObject({ code, path: place })
  })
})

describe('a body', () => {
  const nested = (levels: number) =>
    `${'{"not":'.repeat(levels)}{"dimension":"page","op":"exists"}${'}'.repeat(levels)}`
  const segment = (levels: number) =>
    `{"kind":"segment","id":"deep","dataView":"main","definition":{"container":"person","where":${nested(levels)}}}`

  it('of 400 levels is read', async () => {
    expect((await workspace.call('POST', 'apply', segment(400))).status).toBe(200)
  })

  it.each([10_000, 1_000_000])('of %i levels is too large', async (levels) => {
    const { status, body } = await workspace.call('POST', 'apply', segment(levels))
    expect([status, body['code']]).toEqual([400, 'request/too-large'])
  })

  it('of 10 MB gives one error', async () => {
    const segments = Array.from({ length: 2_000_000 }, () => 'nope')
    const { body } = await workspace.call('POST', 'reports', table({ segments }))
    expect(body).toMatchObject({ code: 'definition/unknown-reference' })
  })

  it.each(['{', '\0', '', '[1,'])('that is no JSON (%j) is refused', async (text) => {
    const { body } = await workspace.call('POST', 'reports', text)
    expect(body).toMatchObject({ code: 'server/invalid-body' })
  })
})
