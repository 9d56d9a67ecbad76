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
 * something is marked, is not read, and is built anew by its next refresh. `isLive`: unless that was done lately.
 */
export async function checkJourney(
  lake: LakeClient,
  journey: Journey,
  isLive = false,
): Promise<Journey> {
  if (journey.isDamaged || (isLive && wasWholeLately(lake, journey))) return journey
  if (await hasAll(lake, journey)) {
    noteWhole(lake, journey)
    return journey
  }
  const damaged = { ...journey, isDamaged: true }
  await saveJourney(lake, damaged)
  return damaged
}

/** So long a check is trusted while rows are appended one by one. */
const TRUSTED_MS = 600_000

/** The last check that found all, by connection: of which generation, and when in UTC ms. */
type Checked = Map<string, { readonly generation: number; readonly at: number }>
const checked = new WeakMap<LakeClient, Checked>()

function wasWholeLately(lake: LakeClient, { connection, generation }: Journey): boolean {
  const last = checked.get(lake)?.get(connection)
  const isKnown = lake.kind === 'embedded' && last?.generation === generation
  return isKnown && Date.now() - last.at < TRUSTED_MS
}

function noteWhole(lake: LakeClient, { connection, generation }: Journey): void {
  const all: Checked = checked.get(lake) ?? new Map()
  checked.set(lake, all.set(connection, { generation, at: Date.now() }))
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
