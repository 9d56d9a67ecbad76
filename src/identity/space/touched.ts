import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
import { type SpaceState, spaceTable } from './state.ts'
import { selectGraphs } from './tables.ts'

interface TouchedIdentity {
  readonly namespace: string
  readonly id: string
}

/**
 * The identities whose graphs, or whose links, are others than at an earlier state, with those that are in one graph with
 * them now; null where that is not known: all may be.
 */
export async function listTouchedIdentities(
  lake: LakeClient,
  before: SpaceState,
  after: SpaceState,
): Promise<readonly TouchedIdentity[] | null> {
  if (before.version === after.version && before.generation === after.generation) return []
  if (before.generation !== after.generation || before.version < after.builtAt) return null
  if (before.version > after.version || !keepsBatches(before, after)) return null
  const isNew = sql`(version > ${value(before.version, 'UInt32')}
    AND version <= ${value(after.version, 'UInt32')})`
  const byHand =
    before.hand === after.hand
      ? sql``
      : sql`UNION ALL SELECT a AS code FROM ${spaceTable(after, 'hand')}
          WHERE version IN ${value([before.hand, after.hand], 'Array(UInt32)')}`
  const changed = sql`
    SELECT code FROM ${spaceTable(after, 'graphs')} WHERE ${isNew}
    UNION ALL SELECT a AS code FROM ${spaceTable(after, 'links')} WHERE ${isNew} ${byHand}`
  const graphs = sql`SELECT graph FROM (${selectGraphs(after, sql`code IN (${changed})`)})`
  const near = sql`code IN (SELECT code FROM ${spaceTable(after, 'graphs')} WHERE graph IN (${graphs}))`
  return lake.query<TouchedIdentity>(sql`
    SELECT toString(namespace) AS namespace, id FROM ${spaceTable(after, 'ids')}
    WHERE code IN (${changed}) OR code IN (SELECT code FROM (${selectGraphs(after, near)}))`)
}

function keepsBatches(before: SpaceState, after: SpaceState): boolean {
  return before.feeds.every((feed, index) =>
    Object.entries(feed.batches).every(
      ([batch, version]) => after.feeds[index]?.batches[Number(batch)] === version,
    ),
  )
}
