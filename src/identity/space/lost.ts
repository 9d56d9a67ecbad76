import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { spaceTable } from './state.ts'
import { selectGraphs, type Version } from './tables.ts'

/** A link of rows that does not stand, in codes; no codes where nothing beat it. */
export interface StoredLost {
  readonly a: number
  readonly b: number
  readonly toA: number
  readonly toB: number
  /** Of the row on which it was lost; null where no row did it. */
  readonly time: number | null
  readonly reason: string
}

/** The links that were lost with the graphs of some identities; `of` is a condition on `code`. */
export const listLost = (lake: LakeClient, state: Version, of: Sql): Promise<StoredLost[]> =>
  lake.query<StoredLost>(sql`
    SELECT a, b, to_a AS toA, to_b AS toB, toFloat64(time) AS time, reason
    FROM ${spaceTable(state, 'lost')} AS lost
    INNER JOIN (
      SELECT code AS a, at AS version FROM (${selectGraphs(state, of)})
    ) AS graphs USING (a, version)
    WHERE version <= ${value(state.version, 'UInt32')}`)
