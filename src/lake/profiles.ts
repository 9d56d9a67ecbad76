import type { LakeClient } from './client.ts'
import { keptOn } from './durability.ts'
import { sql, value } from './sql.ts'

/** How the attributes of a person or group came to be, as JSON, by whatever names them. */
export interface KeptProfile {
  readonly key: string
  readonly document: string
}

/** Made once, harmless to repeat. What is written later counts. */
export async function createProfilesTable(lake: LakeClient): Promise<void> {
  await lake.command(sql`
    CREATE TABLE IF NOT EXISTS _profiles (dataset String, key String, document String)
    ENGINE = ReplacingMergeTree ORDER BY (dataset, key) ${keptOn(lake)}`)
}

const KEYS_AT_ONCE = 5000

/** Those of a dataset that are known. */
export async function readProfiles(
  lake: LakeClient,
  dataset: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const some = value(keys.slice(start, start + KEYS_AT_ONCE), 'Array(String)')
    const rows = await lake.query<KeptProfile>(sql`
      SELECT key, document FROM _profiles FINAL
      WHERE dataset = ${value(dataset, 'String')} AND key IN ${some}`)
    for (const { key, document } of rows) found.set(key, document)
  }
  return found
}

/** Durable when it resolves. */
export async function writeProfiles(
  lake: LakeClient,
  dataset: string,
  profiles: readonly KeptProfile[],
): Promise<void> {
  if (profiles.length === 0) return
  const lines = profiles.map((profile) => JSON.stringify({ dataset, ...profile }))
  await lake.insertBytes('_profiles', 'JSONEachRow', Buffer.from(lines.join('\n')))
}

/** Removes some, or all of a dataset, for good. */
export async function dropProfiles(
  lake: LakeClient,
  dataset: string,
  keys?: readonly string[],
): Promise<void> {
  const these = keys === undefined ? sql`` : sql`AND key IN ${value([...keys], 'Array(String)')}`
  await lake.command(sql`
    ALTER TABLE _profiles DELETE WHERE dataset = ${value(dataset, 'String')} ${these}
    SETTINGS mutations_sync = 2`)
}
