import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { findRecord, listLeaves } from '../datasets/index.ts'
import { sql, value } from '../sql.ts'
import type { KnownDataset } from './fields.ts'
import type { BatchVersions } from './journey.ts'

/** A dataset as it lies in the lake now. */
export interface StoredDataset extends KnownDataset {
  /** The numbers of its batches that can be read, ascending. */
  readonly batches: readonly number[]
  readonly versions: BatchVersions
}

/** The connection's datasets that have a table. */
export async function readDatasets(
  lake: LakeClient,
  connection: Connection,
): Promise<ReadonlyMap<string, StoredDataset>> {
  const datasets = new Map<string, StoredDataset>()
  for (const { dataset } of connection.datasets) {
    // First the batches: fields that come with later ones do no harm.
    const found = await readBatches(lake, dataset)
    const record = await findRecord(lake, dataset)
    if (record === undefined) continue
    const { type, timeZone, fields } = record
    datasets.set(dataset, {
      type,
      timeZone,
      leaves: listLeaves(fields),
      batches: found.map(({ batch }) => batch),
      versions: Object.fromEntries(found.map(({ batch, version }) => [batch, version])),
    })
  }
  return datasets
}

function readBatches(
  lake: LakeClient,
  dataset: string,
): Promise<readonly { readonly batch: number; readonly version: number }[]> {
  return lake.query(sql`
    SELECT batch, version FROM _batches FINAL
    WHERE dataset = ${value(dataset, 'String')} AND status = 'committed' ORDER BY batch`)
}
