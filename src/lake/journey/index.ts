export { batchField, batchNames } from './batch-field.ts'
export type { DictionaryBytes } from './dictionaries.ts'
export {
  type BatchShare,
  type DatasetShare,
  isCoded,
  type Journey,
  type StoredField,
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
export { type RefreshOptions, refreshJourney } from './refresh.ts'
export { type JoinedTable, readAnyDictionary, readJoinedField } from './joined-fields.ts'
export {
  type JourneyFields,
  journeyFields,
  type KnownDataset,
  type KnownDatasets,
  type PlainField,
} from './fields.ts'
export { listMissingPersons } from './skipped.ts'
export { nameColumn, journeySchema, type LookupPlace, lookupPlaces } from './schema.ts'
export { readSummary, type SummaryRow } from './summaries.ts'
export { dropJourney, dropLeftovers, loadJourney } from './state.ts'
