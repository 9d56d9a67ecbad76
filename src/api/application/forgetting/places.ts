import {
  type Carrier,
  listCarriers,
  namespaceOfPerson,
  readDatasets,
  type StoredDataset,
} from '../../../lake/journey/index.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import type { Stores } from '../apply.ts'

type Entry = Connection['datasets'][number]

/** A dataset as a connection reads it. */
export interface Place {
  readonly connection: Connection
  readonly entry: Entry
  readonly stored: StoredDataset
  /** All of the connection's. */
  readonly datasets: ReadonlyMap<string, StoredDataset>
  readonly carriers: readonly Carrier[]
}

/** The datasets of all connections that have a table. Errors: dataset/damaged. */
export async function readPlaces({ lake, catalog }: Stores): Promise<readonly Place[]> {
  const places: Place[] = []
  for (const connection of (await catalog()).list('connection')) {
    const datasets = await readDatasets(lake, connection)
    for (const entry of connection.datasets) {
      const stored = datasets.get(entry.dataset)
      if (stored === undefined) continue
      const carriers = listCarriers(entry, stored)
      places.push({ connection, entry, stored, datasets, carriers })
    }
  }
  return places
}

export const carriersOf = (places: readonly Place[], dataset: string): readonly Carrier[] =>
  places.filter(({ entry }) => entry.dataset === dataset).flatMap(({ carriers }) => carriers)

/** The namespace of the persons that rows are stitched to; null where they are not. */
export function targetOf(entry: Entry): string | null {
  if (entry.stitch === undefined) return null
  return entry.stitch.method === 'graph' ? entry.stitch.target : namespaceOfPerson(entry)
}
