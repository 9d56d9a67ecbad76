import { expect, it } from 'vitest'
import type { ReportInput } from '../api/index.ts'
import type { Mark } from '../visualizations/index.ts'
import { alertOfMark } from './alert-of-mark.ts'

const common = { dataView: 'v', dateRange: 'last-30-days', segments: ['buyers'] }
const markOf = (request: object, place: object, more: object = {}): Mark => ({
  ...{ label: 'Email', measure: 'Orders', value: '12' },
  ...{ request: request as ReportInput, place: place as Mark['place'], ...more },
})

it('begins with the metric of a cell, on the items of its row', () => {
  const table = {
    ...{ kind: 'freeform', ...common, rows: { dimension: 'channel' } },
    columns: [{ metric: 'orders', segments: ['mobile'] }],
    where: [{ dimension: 'country', item: 'DE' }],
  }
  expect(alertOfMark(markOf(table, { row: 'Email', column: 'c1' }))).toEqual({
    ...{ name: 'Orders, DE, Email', dataView: 'v', granularity: 'day' },
    metrics: [{ metric: 'orders', when: { kind: 'anomaly' } }],
    segments: ['buyers', 'mobile'],
    items: [
      { dimension: 'country', items: ['DE'] },
      { dimension: 'channel', items: ['Email'] },
    ],
  })
})

it('looks at the periods that a row of time stands for', () => {
  const weeks = {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'week' },
    columns: [{ metric: 'orders' }],
  }
  expect(alertOfMark(markOf(weeks, { row: '2026-01-26', column: 'c1' }))).toMatchObject({
    ...{ granularity: 'week', items: [] },
  })
  const trends = {
    ...{ kind: 'trends', ...common, interval: 'month', breakdown: 'channel' },
    ...{ metrics: ['orders'], events: [] },
  }
  expect(
    alertOfMark(markOf(trends, { row: ['Email', '2026-01'], column: 'orders' })),
  ).toMatchObject({
    ...{ name: 'Orders, Email', granularity: 'month' },
    items: [{ dimension: 'channel', items: ['Email'] }],
  })
})

it('is none of what is no metric', () => {
  const formula = {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'day' },
    columns: [{ formula: 'orders / 2' }],
  }
  expect(alertOfMark(markOf(formula, { row: '2026-01-26', column: 'c1' }))).toBeNull()
  expect(alertOfMark(markOf({ kind: 'fallout', ...common }, { step: 1 }))).toBeNull()
})
