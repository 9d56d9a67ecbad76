import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { readLedger } from '../ledger/index.ts'

/**
 * Condition that the identity `_id`, a tuple, was erased: it links nothing any more, whatever rows say. What is
 * kept of it is a hash.
 */
export async function isForgotten(lake: LakeClient, space: string): Promise<Sql> {
  const entries = await readLedger(lake, space)
  const hashes = entries.filter(({ kind }) => kind === 'forget').map(({ a }) => a[1])
  if (hashes.length === 0) return sql`0`
  return sql`${hashOf(space, sql`tupleElement(_id, 1)`, sql`tupleElement(_id, 2)`)}
    IN ${value(hashes, 'Array(String)')}`
}

const hashOf = (space: string, namespace: Sql, id: Sql): Sql =>
  sql`lower(hex(SHA256(concat(${value(space, 'String')}, '\0', ${namespace}, '\0', ${id}))))`
