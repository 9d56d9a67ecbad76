export {
  type ImportOptions,
  importFiles,
  importRows,
} from './import.ts'
export { refuseUnknownFormat } from './open.ts'
export { guessDataset } from './guess/guess-dataset.ts'
export { previewFiles } from './preview.ts'
export { planRecord, refuseContradictions } from './told-settings.ts'
export { listAside } from './read-aside.ts'
export { type ReplayOptions, replaySkipped } from './replay.ts'
export { sampleRows } from './sample.ts'
export { readPlain } from './plain-rows.ts'
