export { batchField, listBatchNames } from './batch-field.ts'
export { namespaceField } from './namespace-field.ts'
export { type Carrier, listCarriers } from './carriers.ts'
export { measureStitching } from './stitching/quality.ts'
export type { Replay } from './stitching/plan.ts'
export { countStitched } from './stitching/count-stitched.ts'
export { unstitchByField } from './stitching/unstitch.ts'
export { readDatasets, type StoredDataset } from './read-datasets.ts'
export { listTexts } from './encode.ts'
export type { StitchingGraph, StitchingGraphs } from './stitching/graph.ts'
export { type DictionaryBytes, readDictionary } from './dictionaries.ts'
export {
  type BatchShare,
  connectionOfTable,
  type DatasetShare,
  isCoded,
  type Journey,
  journeyTable,
  PERSON,
  valuesTable,
  type StoredField,
} from './journey.ts'
export {
  blockColumn,
  type CodeWidth,
  chooseCodeWidth,
  columnsQuery,
  readColumns,
  type ReadOptions,
  sortBuckets,
  measureStoredBytes,
} from './read.ts'
export { rowsInState } from './rows.ts'
export { checkJourneys } from './check-journeys.ts'
export { listTouchedPersons, type Touched, type TouchedPersons } from './touched-persons.ts'
export { isOutdated } from './is-outdated.ts'
export { mostEventsPerMonth } from './hold-back.ts'
export { isReplayDue } from './stitching/is-replay-due.ts'
export { type RefreshOptions, refreshJourney } from './refresh.ts'
export {
  type JoinedTable,
  findDictionary,
  readOtherDictionary,
  readJoinedField,
  readJoinedList,
} from './joined-fields.ts'
export {
  findKeyLeaf,
  type JourneyFields,
  listJourneyFields,
  namespaceOfPerson,
  type KnownDataset,
  type KnownDatasets,
  type PlainField,
} from './fields.ts'
export { importsNewData } from './choose-batches.ts'
export { listMissingRows } from './skipped.ts'
export {
  nameColumn,
  buildJourneySchema,
  type ListPlace,
  type LookupPlace,
  findListPlaces,
  findLookupPlaces,
} from './schema.ts'
export { readSummary, type SummaryRow } from './summaries.ts'
export { dropJourney, dropLeftovers, loadJourney } from './state.ts'
export {
  type Cloned,
  clonePublished,
  comparePeople,
  compareRows,
  type Draft,
  draftJourney,
  dropDrafts,
  hasOtherBatches,
  listRowChanges,
  nameDraft,
  pairPersons,
  type RowChange,
  stitchDraft,
} from './draft/index.ts'
export { withGraphs } from './stitching/plan.ts'
