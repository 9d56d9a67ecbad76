import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import {
  type BatchEnds,
  type BatchVersions,
  findRecord,
  listLeaves,
  readBatchEnds,
  readBatchVersions,
  recallBatchVersions,
  recallRecord,
  refuseDamage,
} from '../datasets/index.ts'
import type { KnownDataset } from './fields.ts'

/** A dataset as it lies in the lake now. */
export interface StoredDataset extends KnownDataset {
  /** The numbers of its batches that can be read, ascending. */
  readonly batches: readonly number[]
  readonly versions: BatchVersions
  /** How far those go that rows are appended to. */
  readonly ends: BatchEnds
}

/**
 * The connection's datasets that have a table. `isLive`: while rows are appended, what this process knows need not
 * be read again. Errors: dataset/damaged.
 */
export async function readDatasets(
  lake: LakeClient,
  connection: Connection,
  isLive = false,
): Promise<ReadonlyMap<string, StoredDataset>> {
  const datasets = new Map<string, StoredDataset>()
  for (const { dataset } of connection.datasets) {
    await refuseDamage(lake, dataset, isLive)
    // First the batches: fields that come with later ones do no harm.
    const versions = await (isLive ? recallBatchVersions : readBatchVersions)(lake, dataset)
    const ends = await readBatchEnds(lake, dataset)
    const record = await (isLive ? recallRecord : findRecord)(lake, dataset)
    if (record === undefined) continue
    const { type, timeZone, fields } = record
    datasets.set(dataset, {
      type,
      timeZone,
      leaves: listLeaves(fields),
      batches: Object.keys(versions).map(Number),
      versions,
      ends,
    })
  }
  return datasets
}
