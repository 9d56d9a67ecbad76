import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type Row } from '../support/ask.ts'

const rows: readonly Row[] = [
  ['2026-01-01T10:00', { n: 100, text: 'v=100' }],
  ['2026-01-01T10:00:20', { n: 9, text: 'v=9' }],
  ['2026-01-01T10:10', { n: 20, text: 'v=20' }],
  ['2026-01-02', { n: 2, text: 'v=2' }],
  ['2026-01-03', { text: 'none' }],
]

const items = async (dimension: object | string, request: object = {}) => {
  const id = typeof dimension === 'string' ? dimension : 'x'
  const dimensions = typeof dimension === 'string' ? [] : [{ id: 'x', ...dimension }]
  const found = await ask<FreeformResult>(
    { rows, view: { dimensions, metrics: [{ id: 'n' }] } },
    {
      kind: 'freeform',
      rows: { dimension: id },
      columns: [{ metric: 'events' }],
      sort: { dimension: id },
      ...request,
    },
  )
  return found.rows.map(({ item, label }) => (item === null ? label : item))
}

const buckets = ['less than 5', '5 to 10', '10 to 50', '50 or more']

describe('items in ascending order stand by their value', () => {
  it('buckets, No value behind them', async () => {
    const at = { buckets: { at: [5, 10, 50] } }
    expect(await items({ field: 'n', ...at })).toEqual([...buckets, 'No value'])
    const filled = { field: 'n', ...at, noValue: { mode: 'as-value', label: 'nothing' } }
    expect(await items(filled)).toEqual([...buckets, 'nothing'])
    const part = { field: 'text', ...at, substring: { method: 'left', from: { match: '=' } } }
    expect(await items(part)).toEqual([...buckets, 'No value'])
    const descending = { sort: { dimension: 'x', direction: 'desc' } }
    expect(await items({ field: 'n', ...at }, descending)).toEqual([
      'No value',
      ...buckets.toReversed(),
    ])
  })

  it('time spent', async () => {
    expect(await items('time-spent-per-event')).toEqual([
      '15 to 29 seconds',
      '5 to 10 minutes',
      'No value',
    ])
  })

  it('numbers, also those that are given, once they are sorted', async () => {
    const given = { rows: { dimension: 'x', items: [100, 9, 20, 2] } }
    expect(await items({ field: 'n' }, given)).toEqual([2, 9, 20, 100])
    expect(await items({ field: 'n' }, { ...given, sort: undefined })).toEqual([100, 9, 20, 2])
    expect(await items({ field: 'n' })).toEqual([2, 9, 20, 100, 'No value'])
  })
})
