import { describe, expect, it } from 'vitest'
import { freeformRequest } from '../../../query/reports/freeform/request.ts'
import type { PanelContext } from '../visualization.ts'
import { readFreeformSettings } from './read-freeform.ts'
import { buildBreakdownRequest, buildTableRequest } from './requests.ts'

const standard = (id: string) => ({ id, name: id, isStandard: true })
const own = (id: string) => ({ id, name: id, isStandard: false })

const context: PanelContext = {
  dataView: 'main',
  timeZone: 'UTC',
  dateRange: 'last-7-days',
  comparison: null,
  segments: ['buyers'],
  dataVersion: 1,
  components: {
    dimensions: [own('page'), standard('day')],
    metrics: [own('orders'), standard('events')],
    segments: [],
    calculatedMetrics: [],
    dateRanges: [],
    fields: [],
  },
}

const read = (stored: Record<string, unknown>) => readFreeformSettings(stored, context.components)

/** As the server reads it; what it refuses fails the test. */
const table = (stored: Record<string, unknown>, of: Partial<PanelContext> = {}) =>
  freeformRequest.parse(buildTableRequest(read(stored), { ...context, ...of }))

describe('stored settings of a freeform table', () => {
  it('start with the first dimension and the usual columns', () => {
    const settings = read({})
    expect(settings.rows).toEqual({ dimension: 'page' })
    expect(settings.columns.map(({ id }) => id)).toEqual(['events', 'sessions', 'people', 'orders'])
    expect(settings).toMatchObject({ percent: 'column', noValue: true, totals: 'both', sort: [] })
  })

  it('are read as addresses had them before', () => {
    const settings = read({
      rows: 'day',
      columns: ['events'],
      sort: { by: 'rows', direction: 'desc' },
      search: 'ho',
      page: 3,
      percent: false,
      trendLine: 'linear',
      breakdowns: [{ parents: [{ dimension: 'day', item: '2026-01-01' }], dimension: 'page' }],
    })
    expect(settings).toMatchObject({
      rows: { dimension: 'day' },
      columns: [{ id: 'events', metric: 'events', trendLine: 'linear' }],
      sort: [{ dimension: 'day', direction: 'desc' }],
      search: [{ op: 'contains', value: 'ho' }],
      percent: 'none',
    })
    expect(settings.breakdowns).toEqual([
      {
        parents: [{ items: [{ dimension: 'day', item: '2026-01-01' }] }],
        by: { dimension: 'page' },
        limit: 5,
      },
    ])
    expect(read({ sort: { by: 'events', direction: 'asc' } }).sort).toEqual([
      { column: 'events', direction: 'asc' },
    ])
  })

  it('are read again as they are written', () => {
    const settings = read({
      rows: { segments: ['a', 'b'] },
      columns: [
        'events',
        { id: 'g', above: { dimension: 'page', item: null }, columns: ['orders', 'events'] },
      ],
      widths: { events: 90 },
    })
    expect(read({ ...settings })).toEqual(settings)
    expect(settings.columns[1]).toMatchObject({ columns: [{ id: 'orders' }, { id: 'events-2' }] })
  })

  it('leave out what does not fit', () => {
    expect(
      read({ rows: 7, columns: ['events', 3, { above: {} }], sort: { by: 1 }, breakdowns: [{}] }),
    ).toMatchObject({
      rows: { dimension: 'page' },
      columns: [{ id: 'events' }],
      sort: [],
      breakdowns: [],
    })
  })
})

describe('requests of a freeform table', () => {
  it('filter columns by all that stands above them', () => {
    const { columns } = table({
      columns: [
        {
          id: 's',
          above: { segment: 'new' },
          columns: [
            {
              id: 'i',
              above: { dimension: 'page', item: 'Home' },
              columns: [{ id: 'r', above: { dateRange: 'last-month' }, columns: ['orders'] }],
            },
          ],
        },
      ],
    })
    expect(columns).toMatchObject([
      {
        id: 'orders',
        metric: 'orders',
        segments: ['new'],
        where: [{ dimension: 'page', item: 'Home' }],
        dateRange: 'last-month',
      },
    ])
  })

  it('ask for trends where rows are times only', () => {
    const columns = [
      { id: 'e', metric: 'events', trendLine: 'linear', anomalies: true, forecast: 3 },
    ]
    expect(table({ rows: 'day', columns }).columns[0]).toMatchObject({
      forecast: 3,
      anomalies: true,
    })
    expect(table({ rows: 'page', columns }).columns[0]).toMatchObject({ anomalies: false })
  })

  it('compare with another range, and tell the change', () => {
    const { columns } = table({ columns: ['events'] }, { comparison: 'last-month' })
    expect(columns.map(({ id, dateRange, change }) => [id, dateRange ?? change])).toEqual([
      ['events', undefined],
      ['events~before', 'last-month'],
      ['events~change', { from: 'events~before', to: 'events' }],
    ])
  })

  it('know the whole of a row, without what stands above the column', () => {
    const above = { segment: 'new' }
    const { columns } = table({
      percent: 'row',
      columns: [{ id: 'g', above, columns: ['events'] }],
    })
    expect(columns[1]).toMatchObject({ id: 'events~whole', metric: 'events', segments: [] })
  })

  it('have filters alone as columns where metrics are the rows', () => {
    const stored = {
      rows: { metrics: ['events', 'orders'] },
      columns: ['events', { id: 'g', above: { segment: 'new' }, columns: ['orders'] }],
    }
    expect(table(stored).columns).toMatchObject([
      { id: 'f1', segments: [] },
      { id: 'f2', segments: ['new'] },
    ])
  })

  it('sort by several columns that are there', () => {
    const sort = [
      { column: 'events', direction: 'desc' },
      { column: 'gone', direction: 'desc' },
      { dimension: 'page', direction: 'asc' },
    ]
    expect(table({ columns: ['events'], sort }).sort).toEqual([sort[0], sort[2]])
  })

  it('search by rules that have their text', () => {
    const search = [
      { op: 'contains', value: '' },
      { op: 'starts-with', values: ['a', 'b'], match: 'any' },
      { op: 'not-exists' },
    ]
    expect(table({ search }).search).toMatchObject([search[1], search[2]])
    expect(table({ rows: { segments: ['a'] }, search }).search).toBeUndefined()
  })

  it('name what breakdowns are under, of any kind', () => {
    const settings = read({ columns: ['events'], sort: [{ dimension: 'page', direction: 'asc' }] })
    const below = (path: Parameters<typeof buildBreakdownRequest>[2], by = 'day') =>
      freeformRequest.parse(
        buildBreakdownRequest(settings, context, path, { by: { dimension: by }, limit: 5 }),
      )
    const items = [{ dimension: 'page', item: 'Home' }]
    expect(below([{ items }, { segment: 'new' }])).toMatchObject({
      where: items,
      segments: ['buyers', 'new'],
      limit: 5,
      sort: [{ dimension: 'day', direction: 'asc' }],
    })
    expect(below([{ dateRange: 'last-month' }]).dateRange).toBe('last-month')
    expect(below([{ metric: 'orders' }]).columns).toMatchObject([{ metric: 'orders' }])
  })
})
