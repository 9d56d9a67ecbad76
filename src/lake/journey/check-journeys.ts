import type { LakeClient } from '../client.ts'
import { isOfUnreadableFiles } from '../lake-error.ts'
import { sql, value } from '../sql.ts'
import { type Journey, listTables } from './journey.ts'
import { isWhole } from './measure.ts'
import { loadJourneys, saveJourney } from './state.ts'

/** Checks all published journeys, see `checkJourney`. */
export async function checkJourneys(lake: LakeClient): Promise<void> {
  for (const journey of await loadJourneys(lake)) await checkJourney(lake, journey)
}

/**
 * Compares a published journey's tables with what was counted when it was published. One that has lost
 * something is marked, is not read, and is built anew by its next refresh.
 */
export async function checkJourney(lake: LakeClient, journey: Journey): Promise<Journey> {
  if (journey.isDamaged || (await hasAll(lake, journey))) return journey
  const damaged = { ...journey, isDamaged: true }
  await saveJourney(lake, damaged)
  return damaged
}

async function hasAll(lake: LakeClient, journey: Journey): Promise<boolean> {
  const names = listTables(journey)
  const tables = await lake.query(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND name IN ${value(names, 'Array(String)')}`)
  if (tables.length !== names.length) return false
  try {
    return await isWhole(lake, journey)
  } catch (error) {
    if (!isOfUnreadableFiles(error)) throw error
    return false
  }
}
