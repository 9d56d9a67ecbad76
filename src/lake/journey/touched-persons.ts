import type { LakeClient } from '../client.ts'
import { ident, type Sql, sql, value } from '../sql.ts'
import { COMMITTED, type DatasetShare, type Journey, journeyTable, movesTable } from './journey.ts'
import { selectWhoseTheyWere } from './stitching/moves.ts'

/** Persons whose events are others than at an earlier state, by bucket. */
export type TouchedPersons = ReadonlyMap<number, Touched>

/** Codes, ascending. */
export interface Touched {
  readonly persons: readonly number[]
  /** Those of them who had events that they have no more; the others have what they had, and more. */
  readonly changed: readonly number[]
}

/**
 * The persons whose events have changed between two states; null where only reading all of them tells: rows
 * were taken out, or lie in other tables now.
 */
export async function listTouchedPersons(
  lake: LakeClient,
  before: Journey,
  after: Journey,
): Promise<TouchedPersons | null> {
  if (!onlyAdds(before, after)) return null
  const rows = await lake.query<{ bucket: number } & Touched>(sql`
    SELECT person % ${value(after.buckets, 'UInt32')} AS bucket,
      arraySort(groupUniqArray(person)) AS persons,
      arraySort(groupUniqArrayIf(person, has_less)) AS changed
    FROM (
      SELECT person, false AS has_less FROM ${ident(journeyTable(after))}
      WHERE ${isBetween(sql`_increment`, before, after)}
      ${whoseRowsMoved(before, after)})
    GROUP BY bucket`)
  return new Map(rows.map(({ bucket, persons, changed }) => [bucket, { persons, changed }]))
}

const isBetween = (increment: Sql, before: Journey, after: Journey): Sql => sql`
  (${increment} > ${value(before.increment, 'UInt32')}
    AND ${increment} <= ${value(after.increment, 'UInt32')})`

function whoseRowsMoved(before: Journey, after: Journey): Sql {
  if (movesTable(after) === null || !after.moved) return sql``
  const were = selectWhoseTheyWere(after, isBetween(sql`since`, before, after))
  return sql`UNION ALL SELECT was, true FROM (${were})`
}

function onlyAdds(before: Journey, after: Journey): boolean {
  return (
    before.generation === after.generation &&
    before.increment <= after.increment &&
    before.since === after.since &&
    before.clearedAt === after.clearedAt &&
    before.datasets.every((share, index) => keepsBatches(share, after.datasets[index]))
  )
}

function keepsBatches(before: DatasetShare, after: DatasetShare | undefined): boolean {
  const versions = new Map(after?.batches.map(({ batch, version = COMMITTED }) => [batch, version]))
  return before.batches.every(
    ({ batch, version = COMMITTED, rows }) => rows === 0 || versions.get(batch) === version,
  )
}
