export { batchField, batchNames } from './batch-field.ts'
export { type DictionaryBytes, readDictionary } from './dictionaries.ts'
export {
  type BatchShare,
  columnOf,
  type DatasetShare,
  isCoded,
  type Journey,
  type JourneyField,
  PERSON,
  type SideDataset,
  type SummaryDataset,
} from './journey.ts'
export {
  blockColumn,
  type CodeWidth,
  codeWidth,
  columnsQuery,
  readColumns,
  type ReadOptions,
  sortedBuckets,
  storedBytes,
} from './read.ts'
export { type RefreshOptions, type RefreshReport, refreshConnection } from './refresh.ts'
export { readAnyDictionary, readSideField, type SideTable } from './side-fields.ts'
export { listMissingPersons } from './skipped.ts'
export { readSummary } from './summaries.ts'
export { dropJourney, dropLeftovers, loadJourney, loadJourneys } from './state.ts'
