import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
import { type SpaceState, spaceTable } from './state.ts'

/**
 * Identities, `namespace:id`, that hold a text in any case: that identity itself first, then those that begin with
 * it, or whose id does, then others; by priority, then as texts.
 */
export async function searchIdentities(
  lake: LakeClient,
  state: SpaceState,
  search: string,
  limit: number,
): Promise<readonly string[]> {
  const text = value(search.toLowerCase(), 'String')
  const priority = value(
    state.definition.namespaces.map(({ id }) => id),
    'Array(String)',
  )
  const rows = await lake.query<{ identity: string }>(sql`
    SELECT concat(namespace, ':', id) AS identity FROM ${spaceTable(state, 'ids')}
    WHERE position(lowerUTF8(identity), ${text}) > 0
    ORDER BY lowerUTF8(identity) = ${text} DESC,
      startsWith(lowerUTF8(identity), ${text}) OR startsWith(lowerUTF8(id), ${text}) DESC,
      indexOf(${priority}, toString(namespace)), id
    LIMIT ${value(limit, 'UInt32')}`)
  return rows.map(({ identity }) => identity)
}
