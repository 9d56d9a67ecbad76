import { checkSpaces } from '../../identity/space/index.ts'
import { dropBrokenRecords, repairDataset, searchDamage } from '../../lake/datasets/index.ts'
import { checkJourneys } from '../../lake/journey/index.ts'
import type { Check } from '../../model/answers/damage.ts'
import { readDatasetSettings, type Stores } from './apply.ts'
import type { Connections } from './connections.ts'

/** Compares what the lake holds with what was written to it; and repairs, if asked, what can be repaired. */
export async function check(
  stores: Stores,
  connections: Connections,
  repair: boolean,
): Promise<Check> {
  const { lake } = stores
  const found = await searchDamage(lake)
  if (!repair) return { found: [...found], left: [...found] }
  const catalog = await stores.catalog()
  for (const id of new Set(found.map(({ dataset }) => dataset))) {
    const definition = catalog.find('dataset', id)
    await repairDataset(lake, id, definition && readDatasetSettings(catalog, definition))
  }
  const left = await searchDamage(lake)
  if (left.length === 0) await dropBrokenRecords(lake)
  await checkSpaces(lake)
  await checkJourneys(lake)
  await connections.refreshOutdated()
  return { found: [...found], left: [...left] }
}
