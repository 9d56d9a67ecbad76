import { geoArea, geoCentroid } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlas from 'world-atlas/countries-110m.json'
import { nameCodes } from './country-names.ts'
import type { Coordinates } from './find-places.ts'

interface Named {
  readonly name: string
}

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<Named> }>
const { countries } = topology.objects

/** Outlines of land, and the borders between countries. Natural Earth, 1:110 million, public domain. */
export const land = feature(topology, countries)
export const borders = mesh(topology, countries, (one, other) => one !== other)

const centers: ReadonlyMap<string, Coordinates> = new Map(
  land.features.map(({ properties, geometry }) => [fold(properties.name), centerOf(geometry)]),
)

const names = nameCodes()

/** The middle of a country's largest part, by its English name or its code of two letters; null where it is unknown or too small for the map. */
export function findCountry(written: string): Coordinates | null {
  const name = fold(written)
  const said = names.get(name)
  return centers.get(name) ?? (said === undefined ? undefined : centers.get(fold(said))) ?? null
}

function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").trim().toLowerCase()
}

type Geometry = (typeof land.features)[number]['geometry']

function centerOf(geometry: Geometry): Coordinates {
  if (geometry.type !== 'MultiPolygon') return geoCentroid(geometry)
  const parts = geometry.coordinates.map((coordinates) => ({
    type: 'Polygon' as const,
    coordinates,
  }))
  return geoCentroid(parts.toSorted((one, other) => geoArea(other) - geoArea(one))[0] ?? geometry)
}
