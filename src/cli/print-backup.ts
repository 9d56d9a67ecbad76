import type { BackupContents } from '../model/answers/backups.ts'
import type { TextTable } from './table.ts'

/** What a backup holds, as people see it. */
export const contentsTable = (contents: BackupContents & { readonly made: string }): TextTable => ({
  columns: ['made', 'datasets', 'batches', 'rows', 'rows put aside', 'definitions', 'MB'],
  rows: [
    [
      contents.made,
      contents.datasets,
      contents.batches,
      contents.rows,
      contents.skippedRows,
      contents.definitions,
      Math.ceil(contents.sizeBytes / 1_000_000),
    ],
  ],
})
