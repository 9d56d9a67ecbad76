import type { Item } from '../../../model/result.ts'
import type { FreeformResult, FreeformRow } from '../../../query/reports/freeform/request.ts'
import { printItem } from '../../components/item-text.ts'

/** Degrees: east and north are positive. */
export type Coordinates = readonly [longitude: number, latitude: number]

export interface Place {
  readonly key: string
  readonly name: string
  readonly items: readonly Item[]
  readonly value: number | null
  readonly at: Coordinates
}

export interface FoundPlaces {
  readonly places: readonly Place[]
  /** Names of rows that are nowhere: without coordinates, or unknown countries. */
  readonly nowhere: readonly string[]
}

/** Where the rows of a table are. Rows have a country, or a latitude and a longitude with a name after them. */
export function findPlaces(
  { rows }: Pick<FreeformResult, 'rows'>,
  dimensions: readonly string[],
  findCountry: (name: string) => Coordinates | null,
): FoundPlaces {
  const places: Place[] = []
  const nowhere: string[] = []
  for (const row of rows) {
    const items = row.items ?? [row.item ?? null]
    const at =
      items.length === 1
        ? typeof items[0] === 'string'
          ? findCountry(items[0])
          : null
        : readCoordinates(items)
    const name = nameOf(row, items, dimensions)
    const [value = null] = row.values
    if (at === null) nowhere.push(name)
    else places.push({ key: JSON.stringify(items), name, items, value, at })
  }
  return { places, nowhere }
}

function readCoordinates([first, second]: readonly Item[]): Coordinates | null {
  const [latitude, longitude] = [first, second].map(toNumber)
  if (latitude === undefined || longitude === undefined) return null
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isOnEarth ? [longitude, latitude] : null
}

const toNumber = (item: Item | undefined): number =>
  typeof item === 'number' || (typeof item === 'string' && item.trim() !== '')
    ? Number(item)
    : Number.NaN

function nameOf(row: FreeformRow, items: readonly Item[], dimensions: readonly string[]): string {
  const texts = items.map((item, index) =>
    printItem(item, dimensions[index] ?? '', row.labels?.[index] ?? undefined),
  )
  if (items.length === 1) return printItem(items[0], dimensions[0] ?? '', row.label)
  return texts[2] ?? texts.join(', ')
}
