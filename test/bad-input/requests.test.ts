import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Workspace } from '../support/workspace.ts'

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

const on = (kind: string, extra: object) => ({ kind, ...common, ...extra })
const isHome = { dimension: 'page', op: 'equals', value: 'Home' }
const did = { where: isHome }
const canvas = (ids: readonly string[], extra: object = {}) =>
  on('canvas', { nodes: ids.map((id) => ({ id, where: isHome })), ...extra })
const flow = (extra: object) => on('flow', { dimension: 'page', ...extra })
const starts = { 'starts-with': { item: 'Home' } }
const retention = (extra: object) => on('retention', { start: did, return: did, ...extra })
const trends = (extra: object) => on('trends', { metrics: ['events'], ...extra })
const frequency = (buckets: unknown) => on('frequency', { ...did, buckets })
const impact = (extra: object) => on('impact', { at: '2026-01-10', measures: [did], ...extra })
const homes = (count: number) => Array.from({ length: count }, () => home)
const person = { container: 'person', where: isHome }

/** Kinds of reports one after the other: what is impossible in each. */
const byKind: readonly (readonly [what: string, request: unknown, code: string, path: string])[] = [
  [
    'a circle of arrows',
    canvas(['a', 'b'], {
      arrows: [
        ['a', 'b'],
        ['b', 'a'],
      ],
    }),
    'request/impossible',
    'arrows',
  ],
  ['an arrow to itself', canvas(['a'], { arrows: [['a', 'a']] }), 'request/impossible', 'arrows'],
  [
    'an arrow to nowhere',
    canvas(['a'], { arrows: [['a', 'x']] }),
    'request/unknown-component',
    'arrows[0][1]',
  ],
  ['two nodes of one id', canvas(['a', 'a']), 'request/impossible', 'nodes[1].id'],
  ['33 nodes', canvas(Array.from({ length: 33 }, (_, i) => `n${i}`)), 'request/too-large', 'nodes'],
  [
    'top items of no node',
    canvas(['a'], { top: [{ after: 'x', dimension: 'page' }] }),
    'request/unknown-component',
    'top[0].after',
  ],
  ['a canvas of no metric', canvas(['a'], { metric: 'x' }), 'request/unknown-component', 'metric'],
  ['a canvas of events', canvas(['a'], { container: 'event' }), 'request/invalid', 'container'],
  [
    'an anchor without a value',
    flow({ anchor: { 'starts-with': { item: null } } }),
    'request/impossible',
    'anchor.starts-with.item',
  ],
  [
    'an anchor of no metric',
    flow({ anchor: { contains: { metric: 'x' } } }),
    'request/unknown-component',
    'anchor.contains.metric',
  ],
  [
    'an anchor of another kind',
    flow({ anchor: { sideways: { item: 'Home' } } }),
    'request/invalid',
    'anchor.sideways',
  ],
  [
    'a focus before the first column',
    flow({ anchor: starts, focus: [{ column: -1, item: 'Home' }] }),
    'request/impossible',
    'focus[0].column',
  ],
  [
    'a dimension for no column',
    flow({ columns: 2, columnDimensions: { 7: 'page' } }),
    'request/impossible',
    'columnDimensions.7',
  ],
  ['51 columns', flow({ columns: 51 }), 'request/invalid', 'columns'],
  ['a step of nothing', fallout([{ any: [] }]), 'request/invalid', 'steps[0].any'],
  [
    'a breakdown at no step',
    fallout(homes(2), { breakdown: { dimension: 'page', at: 'step-9' } }),
    'request/impossible',
    'breakdown.at',
  ],
  [
    'an exclusion between no steps',
    fallout(homes(2), { exclude: [{ ...home, between: [1, 5] }] }),
    'request/impossible',
    'exclude[0].between',
  ],
  [
    'a window of fortnights',
    fallout(homes(2), { window: { fortnights: 1 } }),
    'request/invalid',
    'window.fortnights',
  ],
  ['one step over time', on('conversion-trends', { steps: [home] }), 'request/invalid', 'steps'],
  [
    '32 steps over time',
    on('conversion-trends', { steps: homes(32) }),
    'request/impossible',
    'steps',
  ],
  [
    'latency of a dimension',
    cohort({ latency: true, cohortDimension: 'page' }),
    'request/invalid',
    'latency',
  ],
  [
    'an inclusion of no times',
    cohort({ inclusion: { ...active, atLeast: 0 } }),
    'request/invalid',
    'inclusion.atLeast',
  ],
  ['no brackets', retention({ brackets: [] }), 'request/impossible', 'brackets'],
  ['a bracket reversed', retention({ brackets: [[2, 1]] }), 'request/impossible', 'brackets[0]'],
  [
    'a bracket beyond the range',
    retention({ brackets: [[1, 40]] }),
    'request/impossible',
    'brackets[0]',
  ],
  ['no trends', on('trends', {}), 'request/invalid', 'events'],
  [
    'an unknown trend line',
    trends({ trendLine: { movingAverage: 1 } }),
    'request/invalid',
    'trendLine.movingAverage',
  ],
  [
    'an earlier range reversed',
    trends({ compareTime: { dateRange: { start: '2026-02-01', end: '2026-01-01' } } }),
    'request/range-reversed',
    'compareTime.dateRange',
  ],
  [
    'top items of no dimension',
    on('engagement', { features: [did], top: { dimension: 'x' } }),
    'request/unknown-component',
    'top.dimension',
  ],
  ['frequency buckets reversed', frequency({ from: 5, to: 2 }), 'request/invalid', 'buckets.to'],
  ['a frequency bucket reversed', frequency([[5, 2]]), 'request/invalid', 'buckets[0]'],
  [
    'a trillion frequency buckets',
    frequency({ from: 1, to: 1e12 }),
    'request/invalid',
    'buckets.to',
  ],
  ['a billion days around a release', impact({ days: 1e9 }), 'request/invalid', 'days'],
  ['a release on no day', impact({ at: '2026-02-30' }), 'request/invalid', 'at'],
  [
    'paths worth people',
    on('paths', { dimension: 'page', to: did, value: 'people' }),
    'request/impossible',
    'value',
  ],
  ['one set', on('venn', { metric: 'people', sets: [person] }), 'request/invalid', 'sets'],
  [
    'sets of no metric',
    on('venn', { metric: 'x', sets: [person, person] }),
    'request/unknown-component',
    'metric',
  ],
  [
    'an item that is none',
    on('next-previous', { dimension: 'page', item: null }),
    'request/impossible',
    'item',
  ],
  [
    'an experiment that never is',
    on('experiment', {
      experiment: 'page',
      item: 'Nowhere',
      variant: 'url',
      control: 'A',
      metrics: ['events'],
    }),
    'request/impossible',
    'item',
  ],
  [
    'credit for people',
    on('attribution', { metric: 'people', dimension: 'page', models: ['linear'] }),
    'request/impossible',
    'models[0]',
  ],
  [
    'credit by an unknown model',
    on('attribution', { metric: 'events', dimension: 'page', models: ['linear', 'guess'] }),
    'request/invalid',
    'models[1]',
  ],
  [
    'a column credited by an unknown model',
    table({ columns: [{ metric: 'events', attribution: { model: 'best' } }] }),
    'request/invalid',
    'columns[0].attribution.model',
  ],
  [
    'a column with custom credit without weights',
    table({ columns: [{ metric: 'events', attribution: { model: 'custom' } }] }),
    'request/invalid',
    'columns[0].attribution.weights',
  ],
  [
    'custom credit without weights',
    on('attribution', { metric: 'events', dimension: 'page', models: ['custom'] }),
    'request/invalid',
    'models[0]',
  ],
  [
    'insights by nothing',
    on('quick-insights', { dimension: 'page', breakdowns: ['x'], metrics: ['events'] }),
    'request/unknown-component',
    'breakdowns[0]',
  ],
  [
    'viewers by the second',
    on('concurrent-viewers', { granularity: 'second' }),
    'request/invalid',
    'granularity',
  ],
  ['the journey of nobody', on('journey', { person: 'nobody' }), 'person/unknown', 'person'],
  [
    'an explanation of no column',
    trends({ explain: { row: '2026-01-05', column: 'x' } }),
    'request/impossible',
    'explain.column',
  ],
  [
    'an explanation of no node',
    canvas(['a'], { explain: { node: 'x' } }),
    'request/unknown-component',
    'explain.node',
  ],
  [
    'an explanation of no step',
    fallout([home], { explain: { step: 9 } }),
    'request/impossible',
    'explain.step',
  ],
]

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
  it.each([...cases, ...byKind])('%s is refused at its place', async (_, request, code, path) => {
    const alone = await workspace.call('POST', 'reports', request)
    expect(alone.body).toMatchObject({ code, path })
    const second = await workspace.call('POST', 'reports', [table(), request])
    const place = path === '' ? '[1]' : `[1].${path}`
    expect(second.status).toBe(200)
    expect(second.body).toMatchObject([{ totals: [3] }, { error: { code, path: place } }])
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
    expect([status, body['code']]).toEqual([422, 'request/too-large'])
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
