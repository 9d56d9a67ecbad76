import type { StitchingGraph } from '../../lake/journey/index.ts'
import { sql, value } from '../../lake/sql.ts'
import { selectChangedIds, writeOwners } from './owners.ts'
import { type SpaceState, spaceTable } from './state.ts'
import { HELD, selectGraphs } from './tables.ts'

/** What a space tells the datasets that are stitched by it. */
export function toStitchingGraph(state: SpaceState): StitchingGraph {
  const { namespaces, blocked } = state.definition
  const { nobody = [] } = state
  return {
    version: String(state.version),
    priorities: namespaces.map(({ id }) => id),
    devices: namespaces.filter(({ device }) => device).map(({ id }) => id),
    blocking: blocked.length + nobody.length === 0 ? null : JSON.stringify([blocked, nobody]),
    writeOwners: (lake, asked, table) => writeOwners(lake, state, asked, table),
    selectChangedIds: (since) => selectChangedIds(state, Number(since)),
    selectBlocked: () => sql`
      SELECT namespace, id FROM ${spaceTable(state, 'ids')} WHERE blocked OR code IN (
        SELECT code FROM (${selectGraphs(state)}) WHERE held = ${value(HELD.blocked, 'UInt32')})`,
  }
}
