import { expect, it } from 'vitest'
import type { Dropped } from '../../drag/dropped.ts'
import { acceptCategoryDrop, categoryZones } from '../categories/category-drops.ts'
import type { CategorySettings } from '../categories/category-settings.ts'
import { acceptTrendDrop, trendZones } from './trend-drops.ts'
import type { TrendSettings } from './trend-settings.ts'

const dropped = (kind: Dropped['kind'], id: string): Dropped => ({ kind, id, name: id })

const course = {
  metrics: ['orders'],
  breakdown: null,
  compare: ['buyers'],
} as unknown as TrendSettings
const ofTrend = (what: Dropped) =>
  trendZones().flatMap(({ id }) => acceptTrendDrop(course, what, id) ?? [])

it('a chart over time takes metrics, dimensions and segments', () => {
  expect(ofTrend(dropped('metric', 'revenue'))).toEqual([
    { ...course, metrics: ['revenue'] },
    { ...course, metrics: ['orders', 'revenue'] },
  ])
  expect(ofTrend(dropped('metric', 'orders'))).toEqual([])
  expect(ofTrend(dropped('dimension', 'device'))).toEqual([{ ...course, breakdown: 'device' }])
  expect(ofTrend(dropped('segment', 'callers'))).toEqual([
    { ...course, compare: ['buyers', 'callers'] },
  ])
  expect(ofTrend(dropped('segment', 'buyers'))).toEqual([])
  expect(ofTrend(dropped('date-range', 'summer'))).toEqual([])
})

const items = {
  metrics: ['orders'],
  dimension: 'page',
  stackBy: null,
} as unknown as CategorySettings
const ofItems = (what: Dropped, room: Parameters<typeof acceptCategoryDrop>[0]) =>
  categoryZones().flatMap(({ id }) => acceptCategoryDrop(room)(items, what, id) ?? [])

it('a chart of items takes as many metrics as it draws, and parts where it has some', () => {
  const one = { mostMetrics: 1, hasParts: true }
  const some = { mostMetrics: 5, hasParts: false }
  const revenue = dropped('metric', 'revenue')
  expect(ofItems(revenue, one)).toEqual([{ ...items, metrics: ['revenue'] }])
  expect(ofItems(revenue, some)).toHaveLength(2)
  const device = dropped('dimension', 'device')
  expect(ofItems(device, some)).toEqual([{ ...items, dimension: 'device' }])
  expect(ofItems(device, one)).toEqual([
    { ...items, dimension: 'device' },
    { ...items, stackBy: 'device' },
  ])
})
