import { geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo'
import type { Size } from '../../charts/box.ts'
import type { Place } from './find-places.ts'

export interface PlacedPlace extends Place {
  readonly x: number
  readonly y: number
  readonly radius: number
}

const MARGIN = 24
const LEAST_DEGREES = 16
const SMALLEST = 3
const LARGEST = 22

/** An equal-area map that shows the places, or all of the world. */
export function fitProjection(
  places: readonly Pick<Place, 'at'>[],
  { width, height }: Size,
): GeoProjection {
  const projection = geoEqualEarth()
  const room: [[number, number], [number, number]] = [
    [MARGIN, MARGIN],
    [Math.max(MARGIN + 1, width - MARGIN), Math.max(MARGIN + 1, height - MARGIN)],
  ]
  if (places.length === 0) projection.fitExtent(room, { type: 'Sphere' })
  else projection.fitExtent(room, { type: 'MultiPoint', coordinates: frameOf(places) })
  return projection.clipExtent([
    [0, 0],
    [width, height],
  ])
}

/** Corners and edges of what must be seen: the places, and some land around them. */
function frameOf(places: readonly Pick<Place, 'at'>[]): [number, number][] {
  const [west, east] = widen(
    places.map(({ at }) => at[0]),
    180,
  )
  const [south, north] = widen(
    places.map(({ at }) => at[1]),
    84,
  )
  const [middle, equator] = [(west + east) / 2, (south + north) / 2]
  return [
    [west, south],
    [west, north],
    [east, south],
    [east, north],
    [middle, south],
    [middle, north],
    [west, equator],
    [east, equator],
  ]
}

function widen(values: readonly number[], most: number): [number, number] {
  const [least, largest] = [Math.min(...values), Math.max(...values)]
  const more = Math.max(0, LEAST_DEGREES - (largest - least)) / 2
  return [Math.max(-most, least - more), Math.min(most, largest + more)]
}

/** Areas in proportion to values, the largest first, so that smaller ones lie on top. */
export function placePoints(
  places: readonly Place[],
  projection: (at: [number, number]) => [number, number] | null,
): readonly PlacedPlace[] {
  const largest = Math.max(...places.map(({ value }) => value ?? 0), 0)
  const radiusOf = (value: number | null) =>
    largest > 0 && value !== null && value > 0
      ? Math.max(SMALLEST, Math.sqrt(value / largest) * LARGEST)
      : SMALLEST
  return places
    .flatMap((place): PlacedPlace[] => {
      const point = projection([...place.at] as [number, number])
      if (point === null) return []
      return [{ ...place, x: point[0], y: point[1], radius: radiusOf(place.value) }]
    })
    .toSorted((one, other) => other.radius - one.radius)
}

/** A shape of the world as the path of an SVG. */
export const drawShape = (
  projection: GeoProjection,
  shape: Parameters<ReturnType<typeof geoPath>>[0],
): string => geoPath(projection).digits(1)(shape) ?? ''
