import type { LakeClient } from '../../client.ts'
import { ident, type Sql, sql, value } from '../../sql.ts'
import { type Journey, journeyTable, movesTable } from '../journey.ts'
import { rowsInState } from '../rows.ts'
import type { RowChange } from './changes.ts'
import type { Draft } from './draft.ts'

/** Rows that are compared in one statement: a statement holds a few bytes of each in memory. */
const ROWS_AT_ONCE = 4_000_000

/**
 * Whose rows were whose: a table of `dataset` (its code), `earlier` and `later` (codes of persons, 0 where
 * the row is in one of the journeys only) and `shared` (how many rows). Gives its name.
 */
export async function pairPersons(
  lake: LakeClient,
  before: Journey,
  draft: Draft,
  changes: readonly RowChange[],
): Promise<string> {
  const table = `${journeyTable(draft.journey)}:pairs`
  await lake.command(sql`
    CREATE TABLE ${ident(table)} (dataset UInt8, earlier UInt32, later UInt32, shared UInt64)
    ENGINE = MergeTree ORDER BY (earlier, later)`)
  const add = (pairs: Sql) =>
    lake.command(sql`
      INSERT INTO ${ident(table)} SELECT dataset, earlier, later, count() FROM (${pairs})
      GROUP BY dataset, earlier, later`)
  if (draft.from === before) {
    await add(selectMoved(before, draft.journey))
    await add(selectUnmoved(before, draft.journey))
    return table
  }
  const isSame = changes.map(
    (change, index) => change === 'kept' && hasSameRows(before, draft.journey, index),
  )
  const compared = listCodes(isSame, false)
  for (const piece of cutRows(before, draft.journey)) {
    await add(selectCompared(before, draft.journey, compared, piece))
  }
  const kept = listCodes(isSame, true)
  if (kept.length > 0) await add(selectSame(before, sql`dataset IN ${value(kept, 'Array(UInt8)')}`))
  return table
}

const listCodes = (all: readonly boolean[], wanted: boolean): readonly number[] =>
  all.flatMap((each, index) => (each === wanted ? [index + 1] : []))

/** Whether no rows of a dataset that keeps its rows are held back now, with those of other datasets by the same ids. */
function hasSameRows(before: Journey, after: Journey, index: number): boolean {
  const [own, other] = [before, after].map(({ datasets }) =>
    datasets[index]!.batches.reduce((sum, { rows }) => sum + rows, 0),
  )
  return own === other
}

const selectSame = (journey: Journey, rows: Sql): Sql => sql`
  SELECT dataset, person AS earlier, person AS later FROM ${ident(journeyTable(journey))}
  WHERE ${rowsInState(journey)} AND ${rows}`

const selectUnmoved = ({ increment }: Journey, after: Journey): Sql =>
  selectSame(after, sql`_increment <= ${value(increment, 'UInt32')}`)

function selectMoved(before: Journey, after: Journey): Sql {
  const moves = movesTable(after)
  if (moves === null) return sql`SELECT 0 AS dataset, 0 AS earlier, 0 AS later WHERE 0`
  const moved = sql`
    SELECT dataset, row, increment, person FROM ${ident(moves)}
    WHERE since > ${value(before.increment, 'UInt32')}`
  return sql`
    SELECT e.dataset AS dataset, e.person AS earlier, m.person AS later
    FROM (
      SELECT dataset, row, _increment, person FROM ${ident(journeyTable(before))}
      WHERE (dataset, row, _increment) IN (SELECT dataset, row, increment FROM (${moved}))) AS e
    INNER JOIN (${moved}) AS m
    ON e.dataset = m.dataset AND e.row = m.row AND e._increment = m.increment`
}

/** Conditions that take so many rows of both journeys at a time; a row is in the same one in both. */
function cutRows(before: Journey, after: Journey): readonly Sql[] {
  const pieces = Math.max(1, Math.ceil(Math.max(before.events, after.events) / ROWS_AT_ONCE))
  return Array.from(
    { length: pieces },
    (_, piece) => sql`row % ${value(pieces, 'UInt32')} = ${value(piece, 'UInt32')}`,
  )
}

/** All rows of some datasets that either journey has, each once. */
function selectCompared(
  before: Journey,
  after: Journey,
  datasets: readonly number[],
  piece: Sql,
): Sql {
  const rows = (journey: Journey, sides: Sql) => sql`
    SELECT dataset, row, ${sides} FROM ${ident(journeyTable(journey))}
    WHERE ${rowsInState(journey)} AND dataset IN ${value(datasets, 'Array(UInt8)')} AND ${piece}`
  return sql`
    SELECT dataset, max(_earlier) AS earlier, max(_later) AS later FROM (
      ${rows(before, sql`person AS _earlier, toUInt32(0) AS _later`)}
      UNION ALL ${rows(after, sql`toUInt32(0) AS _earlier, person AS _later`)})
    GROUP BY dataset, row`
}
