import type { ThroughlineError } from '../../src/model/errors.ts'
import { describe, expect, it } from 'vitest'
import { printPath } from '../../src/model/path.ts'
import { ask } from '../support/ask.ts'
import type { MemoryOptions } from '../support/memory-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'

type Shape = Record<string, unknown>

const at = (text: string): number => Date.parse(text)

/** The events and the summary data of semantics §3.11. */
const codes = [
  { code: 'abc123', impressions: 1250, cost: 1500, clicks: 1250, revenue: 7200 },
  { code: 'def456', impressions: 775, cost: 650, clicks: 775, revenue: 1250 },
  { code: 'ghi789', impressions: 500, cost: 500, clicks: 500, revenue: 750 },
]
const events = codes.map(({ code, clicks, revenue }, index) => ({
  person: `p${index}`,
  time: at('2026-03-02T10:00:00Z') + index,
  fields: { tracking_code: code, clicks, revenue, page: 'Landing' },
}))
const day = (date: string, fields: Shape) => ({ time: at(`${date}T00:00:00Z`), fields })
const ads = {
  granularity: 'day' as const,
  rows: codes.map(({ code, impressions, cost }) =>
    day('2026-03-02', { campaign_code: code, impressions, cost }),
  ),
}

const components = {
  dimensions: [
    { id: 'tracking-code', field: 'tracking_code' },
    { id: 'campaign-code', field: 'ads.campaign_code' },
    { id: 'page' },
  ],
  metrics: [
    { id: 'clicks' },
    { id: 'revenue' },
    { id: 'impressions', field: 'ads.impressions' },
    { id: 'cost', field: 'ads.cost', format: { type: 'decimal', decimals: 2 } },
  ],
  summaryGroups: [{ dimensions: ['tracking-code', 'campaign-code'], hidden: 'campaign-code' }],
}

const roas = { op: '/', args: [{ metric: 'revenue' }, { metric: 'cost' }] }
const definitions = [
  { kind: 'calculated-metric', id: 'roas', dataView: 'v', formula: roas },
  {
    kind: 'segment',
    id: 'one-person',
    dataView: 'v',
    definition: {
      container: 'person',
      where: { dimension: 'tracking-code', op: 'equals', value: 'abc123' },
    },
  },
]

interface World extends MemoryOptions {
  readonly events?: typeof events
  readonly view?: Shape
}

function askSummary(request: Shape, world: World = {}) {
  const { view = {}, events: given = events, ...options } = world
  return ask<FreeformResult>(
    {
      events: given,
      options: { summaries: { ads }, ...options },
      view: { ...components, ...view },
      definitions,
      now: '2026-04-01',
    },
    {
      kind: 'freeform',
      dateRange: { start: '2026-03-01', end: '2026-04-01' },
      rows: { dimension: 'tracking-code' },
      columns: [{ metric: 'cost' }],
      ...request,
    },
  )
}

const table = ({ rows }: FreeformResult) => rows.map(({ item, values }) => [item, ...values])

const all = ['impressions', 'cost', 'clicks', 'revenue', 'roas'].map((metric) => ({ metric }))
const expected = [
  ['abc123', 1250, 1500, 1250, 7200, 4.8],
  ['def456', 775, 650, 775, 1250, 1250 / 650],
  ['ghi789', 500, 500, 500, 750, 1.5],
]
const totals = [2525, 2650, 2525, 9200, 9200 / 2650]

describe('summary data, the documented example', () => {
  it('groups events and summary rows by the common value', async () => {
    const found = await askSummary({ columns: all })
    expect(table(found)).toEqual(expected)
    expect(found.totals).toEqual(totals)
    expect(found.meta.warnings).toEqual([])
  })

  it('gives the same by the other dimension of the group', async () => {
    const found = await askSummary({ columns: all, rows: { dimension: 'campaign-code' } })
    expect(table(found)).toEqual(expected)
  })

  it('needs no events at all', async () => {
    const dimensions = [{ id: 'campaign-code', field: 'ads.campaign_code' }]
    const metrics = [{ id: 'cost', field: 'ads.cost' }]
    const view = { dimensions, metrics, summaryGroups: [] }
    const found = await askSummary({ rows: { dimension: 'campaign-code' } }, { events: [], view })
    expect(table(found)).toEqual([
      ['abc123', 1500],
      ['def456', 650],
      ['ghi789', 500],
    ])
    expect(found.totals).toEqual([2650])
  })
})

/** Instants of rows and the hour that reports show them in, by the view's zone. */
const zones = [
  ['hour', '2024-07-29T01:00:00Z', 'UTC', '2024-07-29T01'],
  ['hour', '2024-07-29T01:00:00Z', 'America/Los_Angeles', '2024-07-28T18'],
  ['hour', '2024-07-30T01:00:00-05:00', 'UTC', '2024-07-30T06'],
  ['hour', '2024-07-30T01:00:00-05:00', 'America/Los_Angeles', '2024-07-29T23'],
  ['hour', '2024-08-02T00:00:00Z', 'Asia/Kolkata', '2024-08-02T05'],
  ['day', '2024-08-02T00:00:00Z', 'Asia/Kolkata', '2024-08-02T05'],
  ['day', '2024-08-02T00:00:00Z', 'America/Los_Angeles', '2024-08-02T00'],
] as const

describe('summary data in time zones', () => {
  it.each(zones)('%s %s in %s is %s', async (granularity, text, timeZone, hour) => {
    const rows = [{ time: at(text), fields: { campaign_code: 'a', impressions: 3, cost: 7 } }]
    const summaries = { ads: { granularity, rows } }
    const request = { dateRange: { start: '2024-07-01', end: '2024-09-01' } }
    const world = { summaries, view: { timeZone } }
    const byHour = await askSummary({ ...request, rows: { dimension: 'hour' } }, world)
    expect(table(byHour)).toEqual([[hour, 7]])
    const byMinute = await askSummary({ ...request, rows: { dimension: 'minute' } }, world)
    expect(table(byMinute)).toEqual([[`${hour}:00`, 7]])
    const byDay = await askSummary({ ...request, rows: { dimension: 'day' } }, world)
    expect(table(byDay)).toEqual([[hour.slice(0, 10), 7]])
  })
})

describe('a table with summary data', () => {
  const more = {
    granularity: 'day' as const,
    rows: [
      ...ads.rows,
      day('2026-03-05', { campaign_code: 'new1', impressions: 10, cost: 40 }),
      day('2026-03-06', { campaign_code: 'abc123', impressions: 1, cost: 2 }),
      day('2026-03-07', { impressions: 5, cost: 3 }),
    ],
  }
  const world = { summaries: { ads: more } }
  const columns = [{ metric: 'cost' }, { metric: 'revenue' }]

  it('has rows for items that only the summary data has, and for no value', async () => {
    const found = await askSummary({ columns }, world)
    expect(table(found)).toEqual([
      ['abc123', 1502, 7200],
      ['def456', 650, 1250],
      ['ghi789', 500, 750],
      ['new1', 40, 0],
      [null, 3, 0],
    ])
    expect(found.totals).toEqual([2695, 9200])
  })

  it('takes half-open ranges, of columns too', async () => {
    const dateRange = { start: '2026-03-05', end: '2026-03-06' }
    const found = await askSummary(
      { columns: [{ metric: 'cost' }, { metric: 'cost', dateRange }] },
      world,
    )
    expect(found.totals).toEqual([2695, 40])
    expect(table(found)[3]).toEqual(['new1', 40, 40])
  })

  it('joins days with those of events', async () => {
    const found = await askSummary({ columns, rows: { dimension: 'day' } }, world)
    expect(table(found)).toEqual([
      ['2026-03-02', 2650, 9200],
      ['2026-03-05', 40, 0],
      ['2026-03-06', 2, 0],
      ['2026-03-07', 3, 0],
    ])
  })

  it('puts the days of a range of its own on the same rows', async () => {
    const dateRange = { start: '2026-03-05', end: '2026-03-07' }
    const found = await askSummary(
      {
        dateRange: { start: '2026-03-02', end: '2026-03-04' },
        columns: [{ metric: 'cost' }, { metric: 'cost', dateRange }],
        rows: { dimension: 'day' },
      },
      world,
    )
    expect(table(found)).toEqual([
      ['2026-03-02', 2650, 40],
      ['2026-03-03', 0, 2],
    ])
  })

  it('searches its items and totals what is shown', async () => {
    const search = { op: 'contains', value: 'new' }
    const found = await askSummary({ columns, search }, world)
    expect(table(found)).toEqual([['new1', 40, 0]])
    expect([found.totals, found.filteredTotals]).toEqual([
      [2695, 9200],
      [40, 0],
    ])
    const hidden = await askSummary({ columns, noValue: false }, world)
    expect(hidden.filteredTotals).toEqual([2692, 9200])
  })

  it('is broken down by items of the group, and is empty under other items', async () => {
    const by = (dimension: string, item: string | null) =>
      askSummary({ columns, rows: { dimension: 'day' }, where: [{ dimension, item }] }, world)
    expect(table(await by('tracking-code', 'abc123'))).toEqual([
      ['2026-03-02', 1500, 7200],
      ['2026-03-06', 2, 0],
    ])
    expect((await by('page', 'Landing')).totals).toEqual([0, 9200])
    expect((await by('page', null)).totals).toEqual([2695, 0])
  })

  it('is all without a value by a dimension that it has no part in', async () => {
    const found = await askSummary({ columns, rows: { dimension: 'page' } }, world)
    expect(table(found)).toEqual([
      [null, 2695, 0],
      ['Landing', 0, 9200],
    ])
  })

  it('takes several dimensions side by side, and given items', async () => {
    const found = await askSummary(
      { columns, rows: { dimensions: ['day', 'campaign-code'] } },
      world,
    )
    expect(found.rows.map(({ items, values }) => [...items!, ...values])).toContainEqual([
      '2026-03-05',
      'new1',
      40,
      0,
    ])
    const items = ['new1', 'nothing']
    const fixed = await askSummary({ columns, rows: { dimension: 'tracking-code', items } }, world)
    expect(table(fixed)).toEqual([
      ['new1', 40, 0],
      ['nothing', 0, 0],
    ])
  })

  it('is not touched by segments of persons, and says so', async () => {
    const found = await askSummary({ columns, segments: ['one-person'] }, world)
    expect(found.totals).toEqual([2695, 7200])
    expect(found.meta.warnings).toEqual([expect.stringContaining('segments do not apply to cost')])
  })

  it('is filtered by segments of events that its rows can answer', async () => {
    const where = { dimension: 'tracking-code', op: 'starts-with', value: 'abc' }
    const found = await askSummary({ columns, segments: [{ container: 'event', where }] }, world)
    expect(found.totals).toEqual([1502, 7200])
    expect(found.meta.warnings).toEqual([])
  })

  it('has rows of segments and date ranges', async () => {
    const ranges = [
      { start: '2026-03-01', end: '2026-03-05' },
      { start: '2026-03-05', end: '2026-03-06' },
    ]
    const found = await askSummary({ columns, rows: { dateRanges: ranges } }, world)
    expect(found.rows.map(({ values }) => values)).toEqual([
      [2650, 9200],
      [40, 0],
    ])
    const bySegment = await askSummary({ columns, rows: { segments: ['one-person'] } }, world)
    expect(bySegment.rows[0]!.values).toEqual([2695, 7200])
  })

  it('is in a data view that lists no components', async () => {
    const view = { dimensions: [], metrics: [], summaryGroups: [] }
    const found = await askSummary(
      { columns: [{ metric: 'ads.cost' }], rows: { dimension: 'ads.campaign_code' } },
      { ...world, view },
    )
    expect(table(found)[0]).toEqual(['abc123', 1502])
  })
})

const refusal = async (promise: Promise<unknown>) => {
  try {
    await promise
  } catch (error) {
    const { code, path } = error as ThroughlineError
    return [code, printPath(path)]
  }
  return null
}

describe('what summary data cannot do', () => {
  const attribution = { model: 'linear', container: 'person' }

  it('is refused with its path', async () => {
    const refused = (request: Shape) => refusal(askSummary(request))
    const impossible = (path: string) => ['request/impossible', path]
    expect(await refused({ columns: [{ metric: 'cost', attribution }] })).toEqual(
      impossible('columns[0].attribution'),
    )
    const formula = { op: '/', args: [{ metric: 'revenue' }, { metric: 'cost', attribution }] }
    expect(await refused({ columns: [{ formula }] })).toEqual(impossible('columns[0].formula'))
    const segments = [{ container: 'person', where: { metric: 'cost', op: 'gt', value: 1 } }]
    const [code] = (await refused({ columns: [{ metric: 'revenue' }], segments }))!
    expect(code).toBe('request/impossible')
    expect(await refused({ where: [{ dimension: 'nope', item: 'x' }] })).toEqual([
      'request/unknown-component',
      'where[0].dimension',
    ])
    expect(await refused({ segments: ['nope'] })).toEqual([
      'definition/unknown-reference',
      'columns[0].segments[0]',
    ])
  })

  it('is refused in the data view', async () => {
    const refused = (view: Shape) => refusal(askSummary({}, { view }))
    const groups = (...dimensions: string[]) => ({ summaryGroups: [{ dimensions }] })
    expect(await refused(groups('tracking-code', 'nope'))).toEqual([
      'definition/unknown-component',
      'summaryGroups[0].dimensions[1]',
    ])
    expect(
      await refused({
        summaryGroups: [{ dimensions: ['tracking-code', 'campaign-code'], hidden: 'page' }],
      }),
    ).toEqual(['definition/unknown-component', 'summaryGroups[0].hidden'])
    const [code, campaign] = components.dimensions
    const dimensions = [code, { ...campaign, lowercase: true }]
    expect(await refused({ dimensions })).toEqual([
      'definition/invalid',
      'summaryGroups[0].dimensions[1]',
    ])
    expect(await refused({ metrics: [{ id: 'cost', field: 'ads.cost', attribution }] })).toEqual([
      'definition/invalid',
      'metrics[0].attribution',
    ])
  })
})
