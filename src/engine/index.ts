export type { BatchRange, Block, Codes, Column } from './columns.ts'
export { cutBatches } from './columns.ts'
export { Dictionary } from './dictionary.ts'
export { createEngine, type Engine, mergePartials, type Runner } from './engine.ts'
export type { MaskRef, NodeRef, Table, TableRef } from './operator.ts'
export type { PlanNode } from './operators/index.ts'
export { FIRST_TIME, RETURNING } from './operators/session-type.ts'
export { timeGrid } from './operators/times.ts'
export { type AllocationName, allocations } from './persistence/index.ts'
export { columnsOf, type Plan, PlanBuilder } from './plan.ts'
export type { GroupPartial, GroupReport, Measure } from './reports/group-report.ts'
export type { Partial, ReportPlan } from './reports/index.ts'
export type {
  Field,
  FieldType,
  JourneySchema,
  JourneySource,
  LookupMap,
  RunOptions,
  RunResult,
} from './source.ts'
