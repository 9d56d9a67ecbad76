import { ThroughlineError } from '../../../model/errors.ts'
import { letOthersIn } from '../../../model/let-others-in.ts'
import type { LakeClient } from '../../client.ts'
import { refuseLostRecords } from '../damage.ts'
import { hiddenBatch } from '../hidden-rows.ts'
import { type DatasetRecord, readRecord, recallRecord } from '../records.ts'
import { tableName } from '../tables.ts'
import { takeRowsTurn } from '../take-turn.ts'
import { listColumns, type NewRow, printRow } from './column-values.ts'
import { countGrowth, openGrowingBatch } from './growing-batch.ts'
import { findKnown } from './known-ids.ts'

/** What became of appended rows. */
export interface AppendedRows {
  readonly batch: number
  readonly added: number
  /** Their row id was known: they are kept, and not read. */
  readonly duplicates: number
}

/**
 * Appends a few rows to an event dataset: what arrives row by row, and was read by the caller. Meant for calls with 1 to some
 * thousand rows, many times a second.
 *
 * - All rows are there when it resolves, as durable as the lake is (`lake.durability`), or none: they are one insertion,
 *   whatever kills the process. Whoever repeats a call that has not resolved is safe where the dataset has a row id.
 * - It waits for no import: only calls for one dataset are one after the other, in the order of the calls.
 * - Rows whose row id is known, from before or from the same call, are kept hidden like those of an import.
 * - Rows go to one growing batch, of which there is a record, not to a batch per call: it is deleted as a whole, and
 *   it ends when an import is committed, after a million rows, and with the process.
 * - Journeys do not follow by themselves: `refreshJourney` reads the rows that have come since, no matter how many calls.
 *
 * Errors: dataset/unknown, dataset/wrong-kind, dataset/damaged; a plain Error for a field that the dataset does not have
 * (`updateDataset` adds it before); LakeError when a value does not fit its column: no row was appended.
 */
export function appendRows(
  lake: LakeClient,
  dataset: string,
  rows: readonly NewRow[],
): Promise<AppendedRows> {
  return takeRowsTurn(lake, dataset, async () => {
    const record = (await recallRecord(lake, dataset)) ?? (await readRecord(lake, dataset))
    if (record.type !== 'event') {
      const params = { id: dataset, actual: record.type, expected: 'event' }
      throw new ThroughlineError('dataset/wrong-kind', params)
    }
    await refuseLostRecords(lake, dataset)
    return append(lake, record, rows)
  })
}

async function append(
  lake: LakeClient,
  record: DatasetRecord,
  rows: readonly NewRow[],
): Promise<AppendedRows> {
  const { id, fields } = record
  const known = await findKnown(lake, record, rows)
  const growing = await openGrowingBatch(lake, id, rows.length)
  const { batch, nextRow } = growing
  const columns = listColumns(fields)
  const hidden = hiddenBatch(batch)
  growing.nextRow += rows.length
  const lines: string[] = []
  for (const [index, row] of rows.entries()) {
    const place = { row: nextRow + index, batch: known[index] ? hidden : batch }
    lines.push(printRow(row, columns, place))
    await letOthersIn()
  }
  await lake.insertBytes(tableName(id), 'JSONEachRow', Buffer.from(lines.join('\n')))
  growing.lastRow = growing.nextRow - 1
  await countGrowth(lake, id, growing)
  const duplicates = known.filter(Boolean).length
  return { batch, added: rows.length - duplicates, duplicates }
}
