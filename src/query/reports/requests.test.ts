import { describe, expect, it } from 'vitest'
import { ThroughlineError } from '../../model/errors.ts'
import type { ReportRequestInput } from './index.ts'
import { pathOf } from '../../../test/support/path.ts'
import { parseRequest } from './parse-request.ts'

const common = { dataView: 'main', dateRange: { start: '2026-01-01', end: '2026-02-01' } } as const
const home = { dimension: 'page', op: 'equals', value: 'Home' } as const
const visit = { where: home }

const examples: readonly ReportRequestInput[] = [
  {
    kind: 'freeform',
    ...common,
    segments: [],
    rows: { dimension: 'page' },
    columns: [
      { id: 'c1', metric: 'people' },
      {
        id: 'c2',
        metric: 'revenue',
        attribution: { model: 'linear', container: 'person' },
        segments: ['buyers'],
      },
      { id: 'c3', metric: 'people', dateRange: 'last-month' },
    ],
    where: [{ dimension: 'channel', item: 'Email' }],
    search: { op: 'contains', value: 'shoes' },
    sort: { column: 'c1', direction: 'desc' },
    limit: 50,
    offset: 0,
    noValue: true,
    statistics: ['mean', 'median'],
  },
  {
    kind: 'freeform',
    ...common,
    rows: { dimensions: ['page', 'channel'] },
    columns: [{ metric: 'people' }],
  },
  {
    kind: 'freeform',
    ...common,
    rows: { items: ['Home', null], dimension: 'page' },
    columns: [{ metric: 'people' }],
  },
  {
    kind: 'freeform',
    ...common,
    rows: { dateRanges: ['last-7-days'] },
    columns: [{ formula: { op: '/', args: [{ metric: 'a' }, 2] } }],
  },
  {
    kind: 'freeform',
    dataView: 'main',
    dateRange: 'last-30-days',
    rows: { dimension: 'day' },
    columns: [{ metric: 'people', anomalies: true, forecast: 14 }],
  },
  {
    kind: 'fallout',
    ...common,
    container: 'person',
    steps: [
      {
        any: [{ dimension: 'page', item: 'Home' }, { metric: 'orders' }],
        segments: ['a'],
        name: 'Home',
      },
      { any: [home], within: { days: 1 }, optional: true },
    ],
    between: ['next'],
    baseline: true,
    compare: ['buyers'],
    breakdown: { dimension: 'channel', at: 'step-2' },
    window: { days: 7 },
    exclude: [{ any: [{ metric: 'orders' }], between: [1, 2] }],
    order: 'listed',
    entry: 'any',
    count: 'containers',
    hold: ['product'],
  },
  {
    kind: 'flow',
    ...common,
    container: 'session',
    dimension: 'page',
    anchor: { 'starts-with': { item: 'Home' } },
    columns: 4,
    itemsPerColumn: 5,
    columnDimensions: { '2': 'channel' },
  },
  {
    kind: 'cohort',
    ...common,
    granularity: 'month',
    inclusion: { ...visit, atLeast: 1 },
    return: visit,
  },
  {
    kind: 'retention',
    ...common,
    start: visit,
    return: visit,
    unit: 'day',
    brackets: [
      [1, 1],
      [2, 7],
    ],
  },
  { kind: 'growth', ...common, where: home, interval: 'week' },
  {
    kind: 'frequency',
    ...common,
    where: home,
    buckets: [
      [1, 1],
      [2, null],
    ],
  },
  { kind: 'engagement', ...common, features: [visit], interval: 'week' },
  { kind: 'impact', ...common, at: '2026-03-01', days: 14, measures: [visit] },
  { kind: 'impact', dataView: 'main', at: visit, measures: [visit] },
  { kind: 'paths', ...common, dimension: 'page', to: visit, steps: 5, order: 'least-converting' },
  { kind: 'correlation', ...common, goal: visit, dimensions: ['page', 'event'] },
  {
    kind: 'histogram',
    ...common,
    container: 'person',
    metric: 'orders',
    start: 1,
    buckets: 5,
    size: 1,
  },
  { kind: 'venn', ...common, metric: 'people', sets: ['seg-a', 'seg-b', 'seg-c'] },
  { kind: 'next-previous', ...common, dimension: 'page', item: 'Home', direction: 'next' },
  {
    kind: 'attribution',
    ...common,
    metric: 'revenue',
    dimension: 'channel',
    models: ['first-touch', 'linear'],
    lookback: { days: 30 },
  },
  {
    kind: 'canvas',
    ...common,
    nodes: [
      { id: 'a', where: home },
      { id: 'b', where: home },
    ],
    arrows: [['a', 'b']],
    metric: 'people',
  },
  {
    kind: 'experiment',
    ...common,
    experiment: 'e',
    item: 'x',
    variant: 'v',
    control: 'A',
    metrics: ['orders'],
    unit: 'person',
    alpha: 0.05,
  },
  { kind: 'people', dataView: 'main', segments: ['buyers'], limit: 100 },
  {
    kind: 'quick-insights',
    ...common,
    dimension: 'day',
    breakdowns: ['page'],
    metrics: ['people'],
  },
  { kind: 'key-metric', ...common, metric: 'revenue', compareDateRange: 'last-month' },
  { kind: 'trends', ...common, events: [visit], countedAs: 'events', breakdown: 'channel' },
  {
    kind: 'conversion-trends',
    ...common,
    steps: [{ any: [home] }, { any: [{ metric: 'orders' }] }],
  },
  { kind: 'timeline', ...common, dimension: 'page' },
  { kind: 'concurrent-viewers', ...common, breakdown: 'video' },
  { kind: 'playback-time', ...common, metrics: ['content-seconds', 'pause-seconds'] },
  { kind: 'average-minute-audience', ...common, videoLengthSeconds: 1200 },
  { kind: 'journey', dataView: 'main', person: 'ann@x.io' },
]

const problem = (value: unknown): ThroughlineError => {
  try {
    parseRequest(value)
  } catch (error) {
    if (error instanceof ThroughlineError) return error
    throw error
  }
  throw new Error('no problem found')
}

describe('report requests', () => {
  it.each(examples.map((example) => [example.kind, example] as const))(
    'accepts %s',
    (kind, example) => {
      expect(parseRequest(example).kind).toBe(kind)
    },
  )

  it('fills in defaults', () => {
    const request = parseRequest(examples[1])
    expect(request).toMatchObject({
      limit: 50,
      offset: 0,
      noValue: true,
      segments: [],
      explain: false,
    })
  })

  const freeform = {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'page' },
    columns: [{ metric: 'people' }],
  }

  it.each([
    ['an unknown kind', { ...freeform, kind: 'pivot' }, 'request/unknown-kind', 'kind', '"pivot"'],
    ['an unknown key', { ...freeform, colour: 'red' }, 'request/invalid', 'colour', 'colour'],
    [
      'a bad row dimension',
      { ...freeform, rows: { dimension: 7 } },
      'request/invalid',
      'rows.dimension',
      '7',
    ],
    [
      'a bad column',
      { ...freeform, columns: [{ metric: 'a' }, { metric: false }] },
      'request/invalid',
      'columns[1].metric',
      'false',
    ],
    [
      'a column of nothing',
      { ...freeform, columns: [{}] },
      'request/invalid',
      'columns[0].metric',
      'metric or a formula',
    ],
    ['a negative limit', { ...freeform, limit: -1 }, 'request/invalid', 'limit', '-1'],
    [
      'a bad date',
      { ...freeform, dateRange: { start: 'soon', end: '2026-01-01' } },
      'request/invalid',
      'dateRange.start',
      'soon',
    ],
    [
      'a missing date range',
      { ...freeform, dateRange: undefined },
      'request/invalid',
      'dateRange',
      'missing',
    ],
    [
      'a bad operator deep in a segment',
      {
        ...freeform,
        segments: [{ container: 'person', where: { and: [home, { ...home, op: 'not-equal' }] } }],
      },
      'request/invalid',
      'segments[0].where.and[1].op',
      'and 19 more',
    ],
    [
      'an operator without a value',
      {
        ...freeform,
        segments: [{ container: 'person', where: { dimension: 'page', op: 'equals' } }],
      },
      'request/invalid',
      'segments[0].where.value',
      'needs a value',
    ],
    [
      'a bad unit in a sequence',
      {
        ...freeform,
        segments: [
          {
            container: 'person',
            where: { sequence: [home, { step: home, within: { fortnights: 1 } }] },
          },
        ],
      },
      'request/invalid',
      'segments[0].where.sequence[1].within.fortnights',
      'fortnights',
    ],
    [
      'a wrong number of between rules',
      { ...examples[5], between: ['next', 'next'] },
      'request/invalid',
      'between',
      'one fewer',
    ],
  ])('refuses %s', (_, value, code, path, mention) => {
    const found = problem(value)
    expect({ code: found.code, path: found.path }).toEqual({ code, path: pathOf(path) })
    expect(found.message).toContain(mention)
  })
})
