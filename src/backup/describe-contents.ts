import type { BackupContents } from '../model/answers/backups.ts'
import type { StoreCopy } from '../store/index.ts'
import type { Manifest } from './manifest.ts'

/** What a backup holds, in numbers. */
export function describeContents(
  { store, tables }: Pick<Manifest, 'store' | 'tables'>,
  copy: StoreCopy,
): BackupContents {
  const datasets = tables.filter(({ name }) => !name.startsWith('_'))
  const batches = datasets.flatMap((dataset) => dataset.batches)
  const pieces = [store, ...tables.map(({ file }) => file)].flatMap((file) => file.pieces)
  return {
    datasets: datasets.length,
    batches: batches.length,
    rows: batches.reduce((sum, { rows }) => sum + rows, 0),
    skippedRows: tables.find(({ name }) => name === '_skipped')?.rows ?? 0,
    definitions: copy.tables['definitions']?.length ?? 0,
    sizeBytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}
