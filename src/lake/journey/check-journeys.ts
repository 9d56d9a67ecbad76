import type { LakeClient } from '../client.ts'
import { sql, value } from '../sql.ts'
import { type Journey, journeyTable, valuesTable } from './journey.ts'
import { isWhole } from './measure.ts'
import { loadJourneys, saveJourney } from './state.ts'

/**
 * Compares the published journey tables with what was counted when they were published; those that have
 * lost something are marked, are not read, and are built anew by their next refresh.
 */
export async function checkJourneys(lake: LakeClient): Promise<void> {
  for (const journey of await loadJourneys(lake)) {
    if (journey.isDamaged || (await hasAll(lake, journey))) continue
    await saveJourney(lake, { ...journey, isDamaged: true })
  }
}

async function hasAll(lake: LakeClient, journey: Journey): Promise<boolean> {
  const names = [journeyTable(journey), valuesTable(journey)]
  const tables = await lake.query(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND name IN ${value(names, 'Array(String)')}`)
  return tables.length === names.length && isWhole(lake, journey)
}
