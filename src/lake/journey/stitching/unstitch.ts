import { noRows } from '../../datasets/index.ts'
import type { LakeClient } from '../../client.ts'
import { sql, value } from '../../sql.ts'
import { noteForgotten, noteUnstitched } from '../../unstitched.ts'
import type { EventDataset } from '../fields.ts'
import { selectSeen } from './owners.ts'

/**
 * Notes where rows of a dataset that is stitched by a field say of persistent ids that they are one of these persons:
 * from now on, these sightings are of nobody, and so are those that come later. To be called while the rows are there. Can be repeated.
 */
export async function unstitchByField(
  lake: LakeClient,
  input: EventDataset,
  batches: readonly number[],
  persons: readonly string[],
): Promise<void> {
  const { stitching } = input
  if (stitching === undefined || stitching.graph !== null || persons.length === 0) return
  const knowledge = {
    input,
    stitching: { ...stitching, carried: [] },
    namespaces: [],
    batches,
    arriving: noRows,
  }
  const namespace = value(stitching.persistentNamespace, 'String')
  await noteUnstitched(
    lake,
    { dataset: input.dataset },
    '',
    sql`
      SELECT ${namespace} AS namespace, id, at AS time
      FROM (${selectSeen(knowledge, null, true)}) GROUP BY id, at
      HAVING min(person) IN ${value(persons, 'Array(String)')}`,
  )
  await noteForgotten(lake, input.dataset, input.namespace ?? '', persons)
}
