import type { SpaceState } from '../../src/identity/space/index.ts'
import { spaceTable } from '../../src/identity/space/state.ts'
import { selectGraphs } from '../../src/identity/space/tables.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { sql } from '../../src/lake/sql.ts'

/** What readers of a space see, in texts: graphs with their ids, links that do not stand, ids held back. */
export async function readSpaceGraphs(lake: LakeClient, state: SpaceState): Promise<string> {
  const ids = sql`SELECT code, concat(namespace, ':', id) AS text FROM ${spaceTable(state, 'ids')}`
  const graphs = await lake.query(sql`
    SELECT arraySort(groupArray((text, held))) AS ids
    FROM (${selectGraphs(state)}) AS graphs INNER JOIN (${ids}) AS ids USING (code)
    GROUP BY graph ORDER BY ids`)
  const lost = await lake.query(sql`
    SELECT arraySort([x.text, y.text]) AS link, reason FROM ${spaceTable(state, 'lost')} AS lost
    INNER JOIN (SELECT code, at FROM (${selectGraphs(state)})) AS graphs
      ON graphs.code = lost.a AND graphs.at = lost.version
    INNER JOIN (${ids}) AS x ON x.code = lost.a INNER JOIN (${ids}) AS y ON y.code = lost.b
    ORDER BY link, reason`)
  return JSON.stringify({ graphs, lost })
}
