import type { SpaceState } from '../../src/identity/space/state.ts'
import { writeOwners } from '../../src/identity/space/owners.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { join, sql, value } from '../../src/lake/sql.ts'

export interface Owner {
  readonly namespace: string
  readonly id: string
  readonly start: string
  readonly person: string
}

/** Whose the rows of all identities are, in order; or of those with one of the ids. */
export async function readOwners(
  lake: LakeClient,
  state: SpaceState,
  target: string,
  among: readonly string[] | null = null,
): Promise<readonly Owner[]> {
  const table = sql`test_owners`
  await lake.command(sql`DROP TABLE IF EXISTS ${table} SYNC`)
  await lake.command(sql`
    CREATE TABLE ${table} (namespace String, id String, start Int64, person String) ENGINE = Memory`)
  const ids =
    among && sql`SELECT arrayJoin([${join(among.map((id) => sql`${value(id, 'String')}`))}]) AS id`
  await writeOwners(lake, state, { target, among: ids }, table)
  return lake.query<Owner>(sql`SELECT * FROM ${table} ORDER BY namespace, id, start`)
}
