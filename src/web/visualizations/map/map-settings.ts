import { getOwn } from '../../../model/own.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { FreeformRequestInput } from '../../../query/reports/freeform/request.ts'
import { firstMetric, readChoice, textOr, wholeOr } from '../read-settings.ts'
import { type PanelContext, readPanelScope, type Stored } from '../visualization.ts'

export const MOST_PLACES = 500

export interface MapSettings {
  /** What says where a place is: two numbers, or the name or code of a country. */
  readonly by: 'coordinates' | 'countries'
  readonly latitude: string | null
  readonly longitude: string | null
  /** What a place with coordinates is called; its coordinates without it. */
  readonly name: string | null
  readonly country: string | null
  readonly metric: string
  readonly limit: number
  readonly extent: 'places' | 'world'
}

/** What its name says fits, of what the data has. */
export function readMapSettings(stored: Stored, components: ComponentList): MapSettings {
  const find = (pattern: RegExp): string | null =>
    components.dimensions.find(({ id, name }) => pattern.test(id) || pattern.test(name))?.id ?? null
  const read = (key: string, usual: string | null): string | null => {
    const told = getOwn(stored, key)
    return typeof told === 'string' ? told : usual
  }
  const latitude = read('latitude', find(/(^|[^a-z])lat(itude)?$/i))
  const longitude = read('longitude', find(/(^|[^a-z])(lon|lng|long|longitude)$/i))
  const usual = latitude !== null && longitude !== null ? 'coordinates' : 'countries'
  return {
    by: readChoice(stored['by'], ['coordinates', 'countries'], usual),
    latitude,
    longitude,
    name: read('name', null),
    country: read('country', find(/country/i)),
    metric: textOr(stored['metric'], firstMetric(components)),
    limit: Math.min(MOST_PLACES, Math.max(1, wholeOr(stored['limit'], 200))),
    extent: readChoice(stored['extent'], ['places', 'world'], 'places'),
  }
}

/** The dimensions of its rows; null while one is not chosen. */
export function dimensionsOf({ by, latitude, longitude, name, country }: MapSettings) {
  if (by === 'countries') return country === null ? null : [country]
  if (latitude === null || longitude === null || latitude === longitude) return null
  const isNamed = name !== null && name !== latitude && name !== longitude
  return [latitude, longitude, ...(isNamed ? [name] : [])]
}

export function buildMapRequest(
  settings: MapSettings,
  context: PanelContext,
): FreeformRequestInput | null {
  const dimensions = dimensionsOf(settings)
  if (dimensions === null) return null
  const { metric, limit } = settings
  const [first = ''] = dimensions
  return {
    kind: 'freeform',
    ...readPanelScope(context),
    rows: dimensions.length === 1 ? { dimension: first } : { dimensions },
    columns: [{ id: metric, metric }],
    sort: { column: metric, direction: 'desc' },
    limit,
  }
}
