import type { LakeClient } from '../client.ts'
import { syncSettings } from '../durability.ts'
import { isKept } from '../kept-tables.ts'
import { compile, ident, sql, value } from '../sql.ts'

/** Brings tables that were made by an earlier version, or for another durability, to the lake's. */
export async function settleDurability(lake: LakeClient): Promise<void> {
  const wanted = syncSettings[lake.durability]
  const others = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase()
      AND (${isKept} OR position(engine_full, 'fsync_after_insert') > 0)
      AND position(engine_full, ${value(compile(wanted).text, 'String')}) = 0`)
  for (const { name } of others) {
    await lake.command(sql`ALTER TABLE ${ident(name)} MODIFY SETTING ${wanted}`)
  }
}
