import type { LakeClient } from '../client.ts'
import { nameTable, pathOfColumn } from '../datasets/index.ts'
import { ident, join, type Sql, sql, value } from '../sql.ts'
import { type DatasetShare, type Journey, journeyTable, PERSON, valuesTable } from './journey.ts'
import { areChosenSince, chooseRead, isAskedFor, rowsInState, selectBatchRows } from './rows.ts'
import { listOwnTexts, ownText } from './stitching/own-ids.ts'

/** Why a row of an event dataset is not in the journey: it has no person, or an id that is nobody's. */
export type MissingReason = 'missing-person' | 'held-back'

/** Rows of an event dataset that are not in the journey for a reason, in the order of arrival. */
export async function listMissingRows(
  lake: LakeClient,
  journey: Journey,
  dataset: string,
  reason: MissingReason,
  limit: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const index = journey.datasets.findIndex((candidate) => candidate.dataset === dataset)
  const share = journey.datasets[index]
  if (share === undefined) return []
  const count = reason === 'held-back' ? 'heldBack' : 'missingPerson'
  const batches = share.batches.filter((each) => (each[count] ?? 0) > 0).map(({ batch }) => batch)
  const isMissing =
    reason === 'held-back' ? isHeldBack(journey, share, index + 1) : sql`${ownText(share)} = ''`
  const rows = await lake.query<Record<string, unknown>>(sql`
    SELECT * ${selectBatchRows(dataset, batches, null)} AND ${isMissing}
    ORDER BY _row LIMIT ${value(limit, 'UInt32')}`)
  return rows.map(nameByPath)
}

/** Condition for the rows that came with an id that is nobody's, but for those that are in the journey all the same. */
function isHeldBack(journey: Journey, share: DatasetShare, code: number): Sql {
  const names = sql`
    SELECT value FROM ${ident(valuesTable(journey))} WHERE field = ${value(PERSON, 'UInt32')}
      AND code IN ${value(journey.badPersons ?? [], 'Array(UInt32)')}`
  const isNobodys = listOwnTexts(share).map((text) => sql`${text} IN (${names})`)
  const isRead = sql`${areChosenSince(chooseRead(share), journey.since)} AND ${isAskedFor(share)}`
  const found = sql`${isRead} AND (${join(isNobodys, sql` OR `)})`
  return sql`${found} AND _row NOT IN (
    SELECT row FROM ${ident(journeyTable(journey))}
    WHERE ${rowsInState(journey)} AND dataset = ${value(code, 'UInt8')}
      AND row IN (SELECT _row FROM ${nameTable(share.dataset)} WHERE ${found}))`
}

const nameByPath = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [pathOfColumn(name), cell]))
