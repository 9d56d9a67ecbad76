export { sampleDefinitions } from './definitions/index.ts'
export {
  type SampleDataset,
  type SampleFile,
  type SampleOptions,
} from './generate.ts'
export { type WrittenFile, writeSample } from './write-sample.ts'
