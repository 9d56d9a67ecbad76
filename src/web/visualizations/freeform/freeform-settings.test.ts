import { describe, expect, it } from 'vitest'
import type { PanelContext } from '../visualization.ts'
import {
  buildBreakdownRequest,
  buildFreeformRequest,
  readFreeformSettings,
} from './freeform-settings.ts'

const standard = (id: string) => ({ id, name: id, isStandard: true })
const own = (id: string) => ({ id, name: id, isStandard: false })

const context: PanelContext = {
  dataView: 'main',
  dateRange: 'last-7-days',
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

describe('the freeform table in an address', () => {
  it('starts with the first dimension and the usual columns', () => {
    expect(readFreeformSettings({}, context.components)).toEqual({
      rows: 'page',
      columns: ['events', 'sessions', 'people', 'orders'],
      search: '',
      page: 0,
      percent: true,
      breakdowns: [],
      trendLine: 'none',
    })
  })

  it('leaves out what does not fit', () => {
    const settings = readFreeformSettings(
      { rows: 7, columns: ['events', 3], sort: { by: 1 }, page: -2, breakdowns: [{ parents: 1 }] },
      context.components,
    )
    expect(settings).toMatchObject({ rows: 'page', columns: ['events'], page: 0, breakdowns: [] })
    expect(settings.sort).toBeUndefined()
  })
})

describe('the requests of a freeform table', () => {
  const settings = readFreeformSettings({ columns: ['events'], search: 'ho' }, context.components)

  it('sort by the first column, and times by themselves', () => {
    expect(buildFreeformRequest(settings, context)).toMatchObject({
      rows: { dimension: 'page' },
      columns: [{ id: 'events', metric: 'events' }],
      sort: { column: 'events', direction: 'desc' },
      search: { op: 'contains', value: 'ho' },
      segments: ['buyers'],
    })
    expect(buildFreeformRequest({ ...settings, rows: 'day' }, context).sort).toEqual({
      dimension: 'day',
      direction: 'asc',
    })
  })

  it('ask for trend lines where the rows are times', () => {
    const trended = readFreeformSettings(
      { columns: ['events'], trendLine: 'linear' },
      context.components,
    )
    const columnsBy = (rows: string) => buildFreeformRequest({ ...trended, rows }, context).columns
    expect(columnsBy('day')).toEqual([{ id: 'events', metric: 'events', trendLine: 'linear' }])
    expect(columnsBy('page')).toEqual([{ id: 'events', metric: 'events' }])
    const other = readFreeformSettings({ trendLine: 'round' }, context.components)
    expect(other.trendLine).toBe('none')
  })

  it('name the parents of a breakdown', () => {
    const parents = [{ dimension: 'page', item: 'Home' }]
    expect(buildBreakdownRequest(settings, { parents, dimension: 'day' }, context)).toMatchObject({
      rows: { dimension: 'day' },
      where: parents,
    })
  })
})
