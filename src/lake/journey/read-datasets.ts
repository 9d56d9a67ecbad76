import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { committedBatches, findRecord, listLeaves } from '../datasets/index.ts'
import { sql } from '../sql.ts'
import type { KnownDataset } from './fields.ts'

/** A dataset as it lies in the lake now. */
export interface StoredDataset extends KnownDataset {
  /** The numbers of its batches that can be read, ascending. */
  readonly batches: readonly number[]
}

/** The connection's datasets that have a table. */
export async function readDatasets(
  lake: LakeClient,
  connection: Connection,
): Promise<ReadonlyMap<string, StoredDataset>> {
  const found = new Map<string, StoredDataset>()
  for (const { dataset } of connection.datasets) {
    // First the batches: fields that come with later ones do no harm.
    const batches = await readBatches(lake, dataset)
    const record = await findRecord(lake, dataset)
    if (record === undefined) continue
    const { type, timeZone, fields } = record
    found.set(dataset, { type, timeZone, leaves: listLeaves(fields), batches })
  }
  return found
}

async function readBatches(lake: LakeClient, dataset: string): Promise<number[]> {
  const rows = await lake.query<{ batch: number }>(
    sql`SELECT batch FROM ${committedBatches(dataset)} ORDER BY batch`,
  )
  return rows.map(({ batch }) => batch)
}
