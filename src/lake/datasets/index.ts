export {
  type Batch,
  type BatchOpening,
  type BatchResult,
  type BatchStatus,
  beginBatch,
  commitBatch,
  committedBatches,
  deleteBatch,
  failBatch,
  forgetBatch,
  listBatches,
} from './batches.ts'
export { column, columnOfField } from './column-name.ts'
export {
  createDataset,
  type DatasetDescription,
  type DatasetSettings,
  deleteDataset,
  describeDataset,
  listDatasets,
  openDatasets,
  updateDataset,
} from './datasets.ts'
export { allRecords, type DatasetRecord, findRecord } from './records.ts'
export {
  columnType,
  declarationOf,
  type DatasetSchema,
  evolved,
  type FieldSchema,
  fieldsOf,
  type Leaf,
  leavesOf,
  type ScalarType,
} from './schema.ts'
export { dropSkipped, listSkipped, type SkippedPage, type SkippedRow } from './skipped.ts'
export { hasTime, tableName, tableOf } from './tables.ts'
