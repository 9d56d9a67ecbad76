import type { StitchingGraph } from '../../lake/journey/index.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { selectChangedIds, writeOwners } from './owners.ts'
import { type SpaceState, spaceTable } from './state.ts'

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
    selectBlocked: () => selectBlocked(state),
  }
}

/** What the rules block, and what people do. Null: nothing is, and rows need not be compared with it. */
function selectBlocked(state: SpaceState): Sql | null {
  const { nobody = [], definition } = state
  if (definition.blocked.length + nobody.length === 0) return null
  return sql`
    SELECT namespace, id FROM ${spaceTable(state, 'ids')}
    WHERE blocked OR concat(namespace, ':', id) IN ${value(nobody, 'Array(String)')}`
}
