export {
  type BatchOpening,
  type BatchResult,
  type BatchVersions,
  type CellLayout,
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
  readCellLayouts,
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
export { appendRows, type AppendedRows } from './live/append-rows.ts'
export {
  areChosen,
  type ChosenRows,
  chooseRows,
  hasRows,
  listBatchesOf,
  noRows,
} from './live/chosen-rows.ts'
export type { NewRow } from './live/column-values.ts'
export { type BatchEnds, endGrowing, readBatchEnds } from './live/growing-batch.ts'
export { listDamage, refuseDamage, searchDamage } from './damage.ts'
export { evolveFields, isBelow } from './evolve.ts'
export { countErasable, type Erasable, eraseRows } from './erase-rows.ts'
export { findExcessWidth } from './excess-width.ts'
export { hideRows } from './hidden-rows.ts'
export { listRecords, type DatasetRecord, findRecord, readRecord, recallRecord } from './records.ts'
export {
  columnType,
  declareFields,
  isUndecided,
  readDeclaredFields,
  type FieldLeaf,
  listLeaves,
} from './schema.ts'
export { dropBrokenRecords, repairDataset } from './repair.ts'
export {
  type AsideRow,
  countSkippedRows,
  dropSkipped,
  listSkipped,
  type SkippedPage,
  type SkippedPlace,
} from './skipped.ts'
export { hasTime, nameSampleTable, nameTable, tableName } from './tables.ts'
export { takeTurn } from './take-turn.ts'
