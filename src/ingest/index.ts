export {
  type ImportOptions,
  importFiles,
  importRows,
} from './import.ts'
export { type ReplayOptions, replaySkipped } from './replay.ts'
