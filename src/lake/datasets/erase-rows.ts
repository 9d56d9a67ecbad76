import type { LakeClient } from '../client.ts'
import { type Sql, sql, value } from '../sql.ts'
import { committedBatches, reviseBatch } from './batches.ts'
import { identColumn } from './column-name.ts'
import { refuseDamage } from './damage.ts'
import { HIDDEN } from './hidden-rows.ts'
import { type DatasetRecord, readRecord } from './records.ts'
import { nameTable } from './tables.ts'
import { takeTurn } from './take-turn.ts'

/** What is about somebody in a dataset. */
export interface Erasable {
  /** Condition for rows of its table. */
  readonly rows: Sql
  /** Condition on `raw`, the text of a row that was put aside. */
  readonly skipped: Sql
}

/** How many rows can be read, and how many were put aside. */
export async function countErasable(
  lake: LakeClient,
  dataset: string,
  { rows, skipped }: Erasable,
): Promise<{ readonly rows: number; readonly skipped: number }> {
  const committed = committedBatches(dataset)
  const [found] = await lake.query<{ n: number }>(sql`
    SELECT toFloat64(count()) AS n FROM ${nameTable(dataset)}
    WHERE _batch IN ${committed} AND (${rows})`)
  const [aside] = await lake.query<{ n: number }>(sql`
    SELECT toFloat64(count()) AS n FROM _skipped
    WHERE ${isAside(dataset, skipped)} AND batch IN ${committed}`)
  return { rows: found!.n, skipped: aside!.n }
}

/**
 * Takes rows out for good, those behind the same row id and those put aside, too. Their batches get a new version
 * with the counts of what stays; what an import has put aside stays in its account. Can be repeated.
 * @throws ThroughlineError `dataset/unknown`, `dataset/damaged`
 */
export function eraseRows(lake: LakeClient, dataset: string, what: Erasable): Promise<void> {
  return takeTurn(lake, dataset, async () => {
    const record = await readRecord(lake, dataset)
    await refuseDamage(lake, dataset)
    const gone = withDuplicates(record, what.rows)
    const left = await countLeft(lake, dataset, gone)
    // The counts come first: a batch with more rows than its record says has lost none.
    for (const { batch, shown, hidden } of left) {
      const [added, duplicates] = [value(shown, 'UInt64'), value(hidden, 'UInt64')]
      await reviseBatch(
        lake,
        dataset,
        batch,
        sql`${added} + ${duplicates} + arraySum(mapValues(skipped)) AS rows_read,
          ${added} AS rows_added, ${duplicates} AS rows_duplicate`,
      )
    }
    if (left.length > 0) await removeWhere(lake, nameTable(dataset), gone)
    await removeSkipped(lake, isAside(dataset, what.skipped))
  })
}

const isAside = (dataset: string, skipped: Sql): Sql =>
  sql`dataset = ${value(dataset, 'String')} AND (${skipped})`

/** A hidden row is the same event as the one whose row id it has. */
function withDuplicates({ id, rowId }: DatasetRecord, rows: Sql): Sql {
  if (rowId === undefined) return rows
  const key = identColumn(rowId)
  return sql`(${rows}) OR (_batch >= ${HIDDEN} AND ${key} IN (
    SELECT ${key} FROM ${nameTable(id)} WHERE (${rows}) AND isNotNull(${key})))`
}

interface Left {
  readonly batch: number
  readonly shown: number
  readonly hidden: number
}

/** What stays of the batches that lose rows. */
const countLeft = (lake: LakeClient, dataset: string, gone: Sql): Promise<Left[]> =>
  lake.query(sql`
    SELECT bitAnd(_batch, bitNot(${HIDDEN})) AS batch,
      toFloat64(countIf(_batch < ${HIDDEN} AND NOT is_gone)) AS shown,
      toFloat64(countIf(_batch >= ${HIDDEN} AND NOT is_gone)) AS hidden
    FROM (SELECT _batch, ifNull(${gone}, false) AS is_gone FROM ${nameTable(dataset)})
    GROUP BY batch HAVING countIf(is_gone) > 0 ORDER BY batch`)

async function removeSkipped(lake: LakeClient, condition: Sql): Promise<void> {
  const found = await lake.query(sql`SELECT 1 FROM _skipped WHERE ${condition} LIMIT 1`)
  if (found.length > 0) await removeWhere(lake, sql`_skipped`, condition)
}

const removeWhere = (lake: LakeClient, table: Sql, condition: Sql): Promise<void> =>
  lake.command(sql`ALTER TABLE ${table} DELETE WHERE ${condition} SETTINGS mutations_sync = 2`)
