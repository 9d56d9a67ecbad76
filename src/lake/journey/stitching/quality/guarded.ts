import { noRows } from '../../../datasets/index.ts'
import type { StitchedDataset } from '../../../../model/answers/stitching.ts'
import type { LakeClient } from '../../../client.ts'
import { ident, sql, value } from '../../../sql.ts'
import { type Journey, journeyTable, PERSON, valuesTable } from '../../journey.ts'
import { rowsInState } from '../../rows.ts'
import { selectSwitchingIds } from '../field-owners.ts'
import { selectSightings } from '../owners.ts'

const EXAMPLES = 5

/** Persistent ids of a dataset that change their person too often to be stitched. semantics §2.2 */
export async function readGuarded(
  lake: LakeClient,
  journey: Journey,
  dataset: number,
  mostSwitches: number,
): Promise<StitchedDataset['guarded']> {
  const input = journey.datasets[dataset - 1]!
  const { stitching, batches } = input
  if (stitching === undefined || stitching.graph !== null) return null
  const rows = batches.reduce(
    (sum, { rows: kept, expired, heldBack = 0 }) => sum + kept + expired + heldBack,
    0,
  )
  const none = { mostSwitches, devices: 0, events: 0, examples: [] }
  if (rows <= mostSwitches) return none
  const knowledge = {
    input,
    stitching,
    namespaces: journey.namespaces ?? [],
    batches: batches.map(({ batch }) => batch),
    arriving: noRows,
  }
  const busy = sql`SELECT id FROM (${selectSightings(knowledge, null, true)})
    GROUP BY id HAVING count() > ${value(mostSwitches, 'UInt32')}`
  const switching = selectSwitchingIds(selectSightings(knowledge, busy, true), mostSwitches)
  const [found] = await lake.query<{ devices: number; events: number; examples: string[] }>(sql`
    SELECT toFloat64(count()) AS devices, toFloat64(sum(_events)) AS events,
      arraySlice(groupArray(_id), 1, ${value(EXAMPLES, 'UInt32')}) AS examples
    FROM (
      SELECT v.value AS _id, count() AS _events
      FROM (
        SELECT _persistent FROM ${ident(journeyTable(journey))}
        WHERE ${rowsInState(journey)} AND dataset = ${value(dataset, 'UInt8')}) AS e
      INNER JOIN (
        SELECT code, value FROM ${ident(valuesTable(journey))}
        WHERE field = ${value(PERSON, 'UInt32')} AND value IN (${switching})) AS v
      ON e._persistent = v.code
      GROUP BY _id ORDER BY _events DESC, _id)`)
  return found === undefined ? none : { mostSwitches, ...found }
}
