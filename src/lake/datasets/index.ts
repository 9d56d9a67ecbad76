export {
  type BatchOpening,
  type BatchResult,
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
  type DatasetSettings,
  deleteDataset,
  describeDataset,
  listDatasets,
  openDatasets,
  updateDataset,
} from './datasets.ts'
export { allRecords, type DatasetRecord, findRecord, recordOf } from './records.ts'
export {
  columnType,
  declarationOf,
  evolved,
  fieldsOf,
  type Leaf,
  leavesOf,
} from './schema.ts'
export { dropSkipped, listSkipped, type SkippedPage } from './skipped.ts'
export { hasTime, tableName, tableOf } from './tables.ts'
