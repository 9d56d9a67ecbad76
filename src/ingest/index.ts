export {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  importFiles,
  importRows,
} from './import.ts'
export { type ReplayOptions, replaySkipped } from './replay.ts'
export type { ImportedFile } from './import-file.ts'
