export {
  type BatchOpening,
  type BatchResult,
  type BatchVersions,
  beginBatch,
  commitBatch,
  committedBatches,
  type Content,
  findBatchesOf,
  deleteBatch,
  failBatch,
  forgetBatch,
  listBatches,
  readBatchVersions,
  recallBatchVersions,
  removeBatchRows,
} from './batches.ts'
export { elementName, identColumn, pathOfColumn } from './column-name.ts'
export {
  createDataset,
  type DatasetSettings,
  dropDataset,
  dropEmptyDataset,
  forgetFields,
  describeDataset,
  listDatasets,
  openDatasets,
  updateDataset,
} from './datasets.ts'
export { listDamage, refuseDamage, searchDamage } from './damage.ts'
export { evolveFields, isBelow } from './evolve.ts'
export { countErasable, type Erasable, eraseRows } from './erase-rows.ts'
export { findExcessWidth } from './excess-width.ts'
export { hideRows } from './hidden-rows.ts'
export { listRecords, type DatasetRecord, findRecord, readRecord } from './records.ts'
export {
  columnType,
  declareFields,
  isUndecided,
  readDeclaredFields,
  type FieldLeaf,
  listLeaves,
} from './schema.ts'
export { dropBrokenRecords, repairDataset } from './repair.ts'
export { dropSkipped, listSkipped, type SkippedPage } from './skipped.ts'
export { hasTime, tableName, nameTable } from './tables.ts'
export { takeTurn } from './take-turn.ts'
