import type { LakeClient } from '../../lake/client.ts'
import { sql } from '../../lake/sql.ts'
import { type Identity, printIdentity } from '../ledger/index.ts'
import { spaceTable, type Tables } from './state.ts'
import type { World } from './world.ts'
import { withNamed } from './named.ts'

/**
 * The identity that names each graph, by the graph's code: the one of the highest priority, of these the one that
 * was seen first, of these the first in text order. As indexes of the world. identity §1
 */
export function nameGraphs(
  { codes, ledger, firstSeen }: World,
  graphOf: Uint32Array,
): ReadonlyMap<number, number> {
  const names = new Map<number, number>()
  for (let index = 0; index < codes.length; index++) {
    const graph = graphOf[index]!
    if (graph === 0) continue
    const best = names.get(graph)
    if (best === undefined || isBefore(index, best)) names.set(graph, index)
  }
  return names

  function isBefore(i: number, j: number): boolean {
    const byPriority = ledger.namespaceOf[i]! - ledger.namespaceOf[j]!
    if (byPriority !== 0) return byPriority < 0
    if (firstSeen[i] !== firstSeen[j]) return firstSeen[i]! < firstSeen[j]!
    return ledger.compare(i, j) < 0
  }
}

/** `namespace:id` by code. */
export async function readTexts(
  lake: LakeClient,
  tables: Tables,
  codes: Iterable<number>,
): Promise<ReadonlyMap<number, string>> {
  const identities = await readIdentities(lake, tables, codes)
  return new Map([...identities].map(([code, identity]) => [code, printIdentity(identity)]))
}

export async function readIdentities(
  lake: LakeClient,
  tables: Tables,
  codes: Iterable<number>,
): Promise<ReadonlyMap<number, Identity>> {
  const wanted = Uint32Array.from(new Set(codes))
  if (wanted.length === 0) return new Map()
  const rows = await withNamed(lake, wanted, (isWanted) =>
    lake.query<{ code: number; namespace: string; id: string }>(sql`
      SELECT code, namespace, id FROM ${spaceTable(tables, 'ids')} WHERE ${isWanted(sql`code`)}`),
  )
  return new Map(rows.map(({ code, namespace, id }) => [code, [namespace, id]]))
}
