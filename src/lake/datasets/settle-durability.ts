import type { LakeClient } from '../client.ts'
import { syncSettings } from '../durability.ts'
import { compile, ident, sql, value } from '../sql.ts'
import { tableName } from './tables.ts'

const records = ['_datasets', '_batches', '_skipped', '_journeys', '_identity_ledger']

/** Brings tables that were made by an earlier version, or for another durability, to the lake's. */
export async function settleDurability(lake: LakeClient): Promise<void> {
  const wanted = syncSettings[lake.durability]
  const others = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND (name IN ${value(records, 'Array(String)')}
        OR startsWith(name, ${value(tableName(''), 'String')}))
      AND position(engine_full, ${value(compile(wanted).text, 'String')}) = 0`)
  for (const { name } of others) {
    await lake.command(sql`ALTER TABLE ${ident(name)} MODIFY SETTING ${wanted}`)
  }
}
