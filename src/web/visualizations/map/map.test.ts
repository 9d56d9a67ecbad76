import { describe, expect, it } from 'vitest'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import { findPlaces } from './find-places.ts'
import { fitProjection, placePoints } from './lay-out-map.ts'
import { buildMapRequest, dimensionsOf, readMapSettings } from './map-settings.ts'
import { findCountry } from './world.ts'

const named = (...names: string[]) =>
  ({
    dimensions: names.map((name) => ({ id: name.toLowerCase(), name, isStandard: false })),
    metrics: [],
    calculatedMetrics: [],
    segments: [],
    dateRanges: [],
  }) as unknown as ComponentList

describe('a map', () => {
  it('starts with what the data has: coordinates, else countries', () => {
    const both = readMapSettings({}, named('City', 'Store lat', 'Store lon', 'Home country'))
    expect(both).toMatchObject({ by: 'coordinates', latitude: 'store lat', longitude: 'store lon' })
    const countries = readMapSettings({}, named('Platform', 'Flatness', 'Home country'))
    expect(countries).toMatchObject({ by: 'countries', country: 'home country', latitude: null })
    expect(dimensionsOf(readMapSettings({}, named('Page')))).toBeNull()
    const context = { dataView: 'v', dateRange: 'last-week', segments: [] }
    expect(buildMapRequest({ ...both, name: 'city' }, context as never)).toMatchObject({
      rows: { dimensions: ['store lat', 'store lon', 'city'] },
      sort: { direction: 'desc' },
    })
  })

  it.each(['Germany', 'germany ', 'DE', 'de'])('finds Germany as %s', (name) => {
    const [longitude, latitude] = findCountry(name) ?? [0, 0]
    expect(longitude).toBeGreaterThan(6)
    expect(longitude).toBeLessThan(15)
    expect(latitude).toBeGreaterThan(47)
    expect(latitude).toBeLessThan(55)
  })

  it('finds countries by other spellings, in the middle of their largest part', () => {
    for (const name of ['USA', 'US', 'United States', 'United States of America']) {
      const [longitude, latitude] = findCountry(name) ?? [0, 0]
      expect(longitude).toBeCloseTo(-99, -1)
      expect(latitude).toBeCloseTo(39, -1)
    }
    for (const name of ['CZ', 'CI', 'KR', 'BA', 'TR', 'CD'])
      expect(findCountry(name)).not.toBeNull()
    const [france] = findCountry('FR') ?? [0]
    expect(france).toBeCloseTo(2.5, -1)
    expect(findCountry('Atlantis')).toBeNull()
  })

  it('says which rows are nowhere', () => {
    const rows = [
      { items: [52.5, 13.4, 'Berlin'], values: [3] },
      { items: [null, 13.4, 'Lost'], values: [2] },
      { items: [95, 0, 'Off'], values: [1] },
    ]
    const { places, nowhere } = findPlaces({ rows }, ['lat', 'lon', 'city'], findCountry)
    expect(places).toMatchObject([{ name: 'Berlin', at: [13.4, 52.5], value: 3 }])
    expect(nowhere).toEqual(['Lost', 'Off'])
  })

  it('shows every place within its room, areas in proportion to values', () => {
    const size = { width: 400, height: 300 }
    const places = [
      { key: 'a', name: 'A', items: [], value: 100, at: [-170, -50] as const },
      { key: 'b', name: 'B', items: [], value: 25, at: [170, 70] as const },
      { key: 'c', name: 'C', items: [], value: null, at: [0, 0] as const },
    ]
    const points = placePoints(places, fitProjection(places, size))
    expect(points.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
    for (const { x, y } of points) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(size.width)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(size.height)
    }
    expect(points[0]!.radius / points[1]!.radius).toBeCloseTo(2)
  })
})
