export type { BatchRange, Block, Codes, Column, KeptVector } from './columns.ts'
export { cutBatches, mostBatches, numbersColumn } from './columns.ts'
export { Dictionary } from './dictionary.ts'
export { createEngine, type Engine, mergePartials, type Runner } from './engine.ts'
export {
  type Memory,
  MemoryUsedUp,
  PAGE_BYTES,
  type Region,
  SLACK_BYTES,
  wholeMemory,
} from './memory.ts'
export type { KeptShape, MaskRef, NodeRef, Table, TableRef } from './operator.ts'
export { type NumberRule, passesRule } from './operators/derived-filter.ts'
export type { PlanNode } from './operators/index.ts'
export type { ElementTest } from './operators/element-test.ts'
export type {
  SequenceGroup,
  SequenceLimit,
  SequenceMember,
  SequenceStep,
} from './operators/sequence.ts'
export type { StepLimit } from './operators/sequence-steps.ts'
export { combinationSlots } from './operators/derived-combine.ts'
export { FIRST_TIME, RETURNING } from './operators/session-type.ts'
export { timeGrid } from './operators/times.ts'
export { type AllocationName, allocations } from './persistence/index.ts'
export { columnsOf, keptShapesOf, type Plan, PlanBuilder } from './plan.ts'
export type { FalloutPartial, FalloutReport } from './aggregations/fallout-report.ts'
export type { CanvasTopPartial } from './aggregations/canvas-top.ts'
export type { CohortPartial, CohortReport } from './aggregations/cohort.ts'
export type { GrowthPartial } from './aggregations/growth.ts'
export type { HistogramPartial } from './aggregations/histogram.ts'
export type { FlowPartial, FlowReport } from './aggregations/flow.ts'
export {
  type CountedPairs,
  type PairParts,
  totalsByCell,
  totalsByEnd,
} from './aggregations/pair-counts.ts'
export type { Figures, GroupPartial, GroupReport, Measure } from './aggregations/group-report.ts'
export type { PathsPartial } from './aggregations/path-store.ts'
export type { PersonEvent, PersonEventsPartial } from './aggregations/person-events.ts'
export type { PersonsPartial } from './aggregations/persons.ts'
export type { PresencePartial } from './aggregations/presence.ts'
export type { RetentionPartial, RetentionReport } from './aggregations/retention.ts'
export type { Partial, ReportPlan } from './aggregations/index.ts'
export type {
  Field,
  FieldType,
  JourneySchema,
  JourneySource,
  LookupMap,
  RunOptions,
  RunResult,
  SummarySchema,
  SummaryTable,
} from './source.ts'
export { joinWaits, type Waits, waitsAround, waitsOf } from './aggregations/waits.ts'
export type { TouchPathsPartial } from './aggregations/touch-paths.ts'
