import { expect, it } from 'vitest'
import { acceptPointDrop, pointZones } from './point-drops.ts'
import { readCategorySettings } from './category-settings.ts'

const components = {
  dimensions: [],
  metrics: [],
  segments: [],
  calculatedMetrics: [],
  dateRanges: [],
  fields: [],
}
const stored = { dimension: 'channel', metrics: ['people', 'orders'] }
const settings = readCategorySettings(stored, components, { limit: 50, most: 200 })
const drop = (kind: 'metric' | 'dimension', id: string, zone: string) =>
  acceptPointDrop(settings, { kind, id, name: id }, zone)

it('puts a metric on the axis that it is dropped on, a dimension in place of the items', () => {
  expect(pointZones(3).map(({ id }) => id)).toEqual(['x', 'y', 'size', 'items'])
  expect(drop('metric', 'revenue', 'y')?.metrics).toEqual(['people', 'revenue'])
  expect(drop('dimension', 'device', 'items')?.dimension).toBe('device')
})

it('takes nothing that makes no sense, or is there already', () => {
  expect(drop('metric', 'people', 'x')).toBeNull()
  expect(drop('metric', 'revenue', 'size')).toBeNull()
  expect(drop('metric', 'revenue', 'items')).toBeNull()
  expect(drop('dimension', 'device', 'x')).toBeNull()
})
