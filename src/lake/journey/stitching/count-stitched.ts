import type { LakeClient } from '../../client.ts'
import { ident, type Sql, sql, value } from '../../sql.ts'
import { type Journey, journeyTable, PERSON, valuesTable } from '../journey.ts'
import { rowsInState } from '../rows.ts'
import { codeNamespace } from './own-ids.ts'

/**
 * How many rows of a stitched dataset are one of these persons' in a journey; 0 where it is not stitched. `except`: a
 * query of rows (`_row`) that are not counted.
 */
export async function countStitched(
  lake: LakeClient,
  journey: Journey,
  dataset: string,
  persons: readonly { readonly namespace: string; readonly id: string }[],
  except: Sql,
): Promise<number> {
  const index = journey.datasets.findIndex((share) => share.dataset === dataset)
  const share = journey.datasets[index]
  if (share?.stitching === undefined) return 0
  const target = share.stitching.graph?.target ?? share.namespace ?? null
  const texts = persons.filter(({ namespace }) => namespace === target).map(({ id }) => id)
  const codes = sql`
    SELECT code FROM ${ident(valuesTable(journey))}
    WHERE field = ${value(PERSON, 'UInt32')} AND value IN ${value(texts, 'Array(String)')}`
  const [found] = await lake.query<{ rows: number }>(sql`
    SELECT toFloat64(count()) AS rows FROM ${ident(journeyTable(journey))}
    WHERE ${rowsInState(journey)} AND dataset = ${value(index + 1, 'UInt8')}
      AND person IN (${codes})
      AND _namespace = ${value(codeNamespace(journey.namespaces ?? [], target), 'UInt8')}
      AND row NOT IN (${except})`)
  return found!.rows
}
