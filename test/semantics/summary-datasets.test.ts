import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace

async function load(dataset: string, lines: readonly string[]) {
  const file = await workspace.file(`${dataset}.csv`, lines.join('\n'))
  await workspace.post(`datasets/${dataset}/import`, { sources: [file] })
}

const dataset = (id: string, type: string, more: object = {}) => ({
  kind: 'dataset',
  id,
  type,
  timestamp: 'ts',
  ...more,
})
const web = { dataset: 'web', personId: 'who' }
const view = {
  kind: 'data-view',
  id: 'main',
  connection: 'all',
  timeZone: 'America/Los_Angeles',
  dimensions: [
    { id: 'code', field: 'tracking_code' },
    { id: 'campaign', field: 'ads.campaign_code' },
  ],
  metrics: [{ id: 'revenue' }, { id: 'cost', field: 'ads.cost' }],
  summaryGroups: [{ dimensions: ['code', 'campaign'], hidden: 'campaign' }],
}
const definitions = [
  dataset('web', 'event'),
  dataset('ads', 'summary', { timeZone: 'America/Los_Angeles' }),
  dataset('weather', 'summary', { timeZone: 'America/Los_Angeles' }),
  { kind: 'connection', id: 'all', datasets: [web, { dataset: 'ads', granularity: 'day' }] },
  { kind: 'connection', id: 'sky', datasets: [{ dataset: 'weather', granularity: 'hour' }] },
  { kind: 'data-view', id: 'sky', connection: 'sky', timeZone: 'Asia/Kolkata' },
  view,
]

beforeAll(async () => {
  workspace = await openWorkspace({ allowsLocalFiles: true })
  await workspace.post('apply', definitions.slice(0, 5))
  await load('web', [
    'ts,who,tracking_code,revenue',
    '2024-07-29T18:00:00Z,a,abc123,7200',
    '2024-07-29T19:00:00Z,b,def456,1250',
    '2024-07-30T19:00:00Z,c,ghi789,750',
  ])
  await load('ads', [
    'ts,campaign_code,cost',
    '2024-07-29,abc123,1500',
    '2024-07-29,def456,650',
    '2024-07-30T00:00:00,ghi789,500',
  ])
  await load('weather', [
    'ts,city,degrees',
    '2024-07-29T01:00:00,LA,20',
    '2024-07-29T02:00:00Z,LA,21',
  ])
  await workspace.post('apply', definitions)
})
afterAll(() => workspace.close())

async function rowsBy(dimension: string, dataView: string, columns: readonly object[]) {
  const dateRange = { start: '2024-07-01', end: '2024-08-01' }
  const rows = { dimension }
  const request = { kind: 'freeform', dataView, dateRange, rows, columns }
  const found = await workspace.post<FreeformResult>('reports', request)
  return found.rows.map(({ item, values }) => [item, ...values])
}

const roas = { formula: { op: '/', args: [{ metric: 'revenue' }, { metric: 'cost' }] } }
const columns = [{ metric: 'cost' }, { metric: 'revenue' }, roas]

describe('summary datasets, from files to reports', () => {
  it('join events by the items of a group', async () => {
    expect(await rowsBy('code', 'main', columns)).toEqual([
      ['abc123', 1500, 7200, 4.8],
      ['def456', 650, 1250, 1250 / 650],
      ['ghi789', 500, 750, 1.5],
    ])
  })

  it('join events by days that stay what they are west of Greenwich', async () => {
    expect(await rowsBy('day', 'main', columns)).toEqual([
      ['2024-07-29', 2150, 8450, 8450 / 2150],
      ['2024-07-30', 500, 750, 1.5],
    ])
  })

  it('need no events, and have hours of their zone, half hours dropped', async () => {
    const degrees = [{ metric: 'weather.degrees' }]
    expect(await rowsBy('minute', 'sky', degrees)).toEqual([
      ['2024-07-29T07:00', 21],
      ['2024-07-29T13:00', 20],
    ])
    expect(await rowsBy('weather.city', 'sky', degrees)).toEqual([['LA', 41]])
  })

  it('are offered with their fields', async () => {
    const { body } = await workspace.call('GET', 'data-views/main/components?hidden=true')
    const { fields, metrics, dimensions } = body
    expect(fields).toContainEqual({ path: 'ads.cost', type: 'number' })
    expect(metrics).toContainEqual(expect.objectContaining({ id: 'cost', fieldType: 'number' }))
    expect(dimensions).toContainEqual(expect.objectContaining({ id: 'campaign', isHidden: true }))
  })
})

const connection = (...datasets: object[]) => ({ kind: 'connection', id: 'other', datasets })
const attribution = { model: 'linear', container: 'person' }
const mistakes: readonly (readonly [string, object, string, string])[] = [
  ['no granularity', connection({ dataset: 'ads' }), 'connection/missing-setting', 'datasets[0]'],
  [
    'a granularity of events',
    connection({ ...web, granularity: 'day' }),
    'definition/invalid',
    'datasets[0].granularity',
  ],
  [
    'a group with an unknown dimension',
    { ...view, summaryGroups: [{ dimensions: ['code', 'nope'] }] },
    'definition/unknown-component',
    'summaryGroups[0].dimensions[1]',
  ],
  [
    'a group with different settings',
    { ...view, dimensions: [view.dimensions[0], { ...view.dimensions[1], lowercase: true }] },
    'definition/invalid',
    'summaryGroups[0].dimensions[1]',
  ],
  [
    'a dimension in two groups',
    { ...view, summaryGroups: [...view.summaryGroups, ...view.summaryGroups] },
    'definition/invalid',
    'summaryGroups[1].dimensions[0]',
  ],
  [
    'attribution of a summary metric',
    { ...view, metrics: [{ id: 'revenue' }, { id: 'cost', field: 'ads.cost', attribution }] },
    'definition/invalid',
    'metrics[1].attribution',
  ],
  [
    'an unknown field of a summary dataset',
    { ...view, metrics: [{ id: 'cost', field: 'ads.costs' }] },
    'definition/unknown-field',
    'metrics[0].field',
  ],
]

describe('definitions of summary data', () => {
  it.each(mistakes)('with %s are refused', async (_, definition, code, path) => {
    const refused = await workspace.call('POST', 'apply', [definition])
    expect(refused.body).toMatchObject({ code, path: `[0].${path}` })
  })
})
