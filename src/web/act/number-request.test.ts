import { describe, expect, it } from 'vitest'
import type { Mark } from '../visualizations/index.ts'
import { breakDownNumber, canBreakDown, trendNumber } from './number-request.ts'

const table = {
  kind: 'freeform',
  dataView: 'shop',
  dateRange: 'last-30-days',
  segments: ['buyers'],
  rows: { dimension: 'device' },
  columns: [{ metric: 'people' }, { id: 'r', metric: 'revenue', anomalies: true }],
  where: [{ dimension: 'channel', item: 'Paid search' }],
  sort: { column: 'r' },
}
const mark = (more: object): Mark => ({
  label: 'Mobile',
  measure: 'Revenue',
  value: '1',
  request: table,
  place: { row: 'Mobile', column: 'r' },
  ...more,
})

describe('a number by itself', () => {
  it('is broken down under the items of its row and their parents', () => {
    expect(breakDownNumber(mark({}), 'page')).toEqual({
      kind: 'freeform',
      dataView: 'shop',
      dateRange: 'last-30-days',
      segments: ['buyers'],
      rows: { dimension: 'page' },
      columns: [{ id: 'number', metric: 'revenue' }],
      where: [
        { dimension: 'channel', item: 'Paid search' },
        { dimension: 'device', item: 'Mobile' },
      ],
      limit: 10,
    })
  })

  it('has columns that are named by where they stand', () => {
    expect(trendNumber(mark({ place: { column: 'c1' } }))).toMatchObject({
      rows: { dimension: 'day' },
      columns: [{ id: 'number', metric: 'people' }],
      where: table.where,
    })
  })

  it('is none where no table has it', () => {
    expect(canBreakDown(mark({ request: { kind: 'fallout' }, place: { step: 1 } }))).toBe(false)
    const rows = { segments: ['buyers'] }
    const row = { request: { ...table, rows }, place: { row: 'buyers', column: 'r' } }
    expect(breakDownNumber(mark(row), 'page')).toBeNull()
    expect(canBreakDown(mark({ place: { column: 'gone' } }))).toBe(false)
  })

  it('is found in charts, too', () => {
    const scope = { dataView: 'shop', dateRange: 'last-30-days', segments: ['buyers'] }
    const cellOf = (request: object, place: Mark['place']) => {
      const asked = breakDownNumber(mark({ request: { ...scope, ...request }, place }), 'page')
      const { columns, where, segments } = asked as unknown as typeof table
      return [columns[0]?.metric, where, segments]
    }
    const trends = { kind: 'trends', metrics: ['revenue'], breakdown: 'device', interval: 'week' }
    expect(cellOf(trends, { row: ['Mobile', '2026-01-05'], column: 'revenue' })).toEqual([
      'revenue',
      [
        { dimension: 'device', item: 'Mobile' },
        { dimension: 'week', item: '2026-01-05' },
      ],
      ['buyers'],
    ])
    const keyMetric = { kind: 'key-metric', metric: 'revenue' }
    expect(cellOf(keyMetric, { row: '2026-01-05', column: 'primary' })).toEqual([
      'revenue',
      [{ dimension: 'day', item: '2026-01-05' }],
      ['buyers'],
    ])
    const venn = { kind: 'venn', metric: 'people', sets: ['visitors', 'callers'] }
    const area = mark({ request: { ...scope, ...venn }, place: { row: [1] } })
    expect(breakDownNumber(area, 'page')).toMatchObject({
      segments: ['buyers'],
      columns: [{ metric: 'people', segments: ['callers'] }],
    })
    const before = { request: { ...scope, ...keyMetric }, place: { column: 'comparison' } }
    expect(canBreakDown(mark(before))).toBe(false)
  })
})
