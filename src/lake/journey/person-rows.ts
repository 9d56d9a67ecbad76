import type { LakeClient } from '../client.ts'
import { type Sql, sql, value } from '../sql.ts'
import type { EventDataset } from './fields.ts'
import type { Journey } from './journey.ts'
import { codeNamespace, idText, ownText, rowsWithOwnIds, selectIdsOf } from './stitching/own-ids.ts'
import { keepOwners } from './stitching/kept-owners.ts'
import type { Knowledge } from './stitching/owners.ts'
import { type PersonRows, stitchedColumns, stitchRows } from './stitching/stitched-rows.ts'

/** The person is an id of the row. `rows`: FROM with a condition. */
export const plainRows = (journey: Journey, input: EventDataset, rows: Sql): PersonRows => ({
  rows,
  texts: { text: idText(input), isList: false },
  columns: journey.namespaces ? sql`person, ${stitchedColumns.namespace}` : sql`person`,
  coded(codeOf) {
    const found = sql`${rows} AND ${idText(input)} != ''`
    const person = codeOf(idText(input))
    if (!journey.namespaces) return { found, values: person }
    const namespace = codeNamespace(journey.namespaces, input.namespace ?? null)
    return { found, values: sql`${person}, ${value(namespace, 'UInt8')}` }
  },
})

/**
 * The person is who the row belongs to. Persons that only a graph knows get their codes first.
 * `condition`: of the rows of the dataset's table.
 */
export async function ownedRows(
  lake: LakeClient,
  journey: Journey,
  knowledge: Knowledge,
  condition: Sql,
): Promise<PersonRows> {
  const { input, stitching } = knowledge
  const rows = rowsWithOwnIds(knowledge, sql`${condition} AND ${ownText(input)} != ''`)
  const isFirst = knowledge.batches.length === 0
  const among = selectIdsOf(rows)
  const isReplay = isFirst || stitching.replay === null
  const owners = await keepOwners(lake, journey, knowledge, isFirst ? null : among, isReplay)
  return stitchRows(journey, knowledge, rows, owners)
}
