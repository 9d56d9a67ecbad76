export type { CanvasTopPartial } from './aggregations/canvas-top.ts'
export type { CanvasWaysPartial } from './aggregations/canvas-ways.ts'
export type { CohortAggregation, CohortPartial } from './aggregations/cohort.ts'
export { type Durations, durationsAround } from './aggregations/durations.ts'
export type { FalloutAggregation, FalloutPartial } from './aggregations/fallout-aggregation.ts'
export type { FlowAggregation, FlowPartial } from './aggregations/flow-aggregation.ts'
export type {
  Figures,
  GroupAggregation,
  GroupPartial,
  Measure,
} from './aggregations/group-aggregation.ts'
export type { GrowthPartial } from './aggregations/growth.ts'
export type { HistogramPartial } from './aggregations/histogram.ts'
export type { Aggregation, PartialResult } from './aggregations/index.ts'
export type { LastEventsPartial } from './aggregations/last-events.ts'
export {
  type CountedPairs,
  type PairParts,
  sumByCell,
  sumByEnd,
} from './aggregations/pair-counts.ts'
export type { PathsPartial } from './aggregations/path-store.ts'
export type { PathsAggregation } from './aggregations/paths.ts'
export type { PersonEvent, PersonEventsPartial } from './aggregations/person-events.ts'
export type { PersonsPartial } from './aggregations/persons.ts'
export type { PresencePartial } from './aggregations/presence.ts'
export type { RetentionAggregation, RetentionPartial } from './aggregations/retention.ts'
export type { TouchPathsPartial } from './aggregations/touch-paths.ts'
export type { UnitMomentsPartial } from './aggregations/unit-moments.ts'
export { type AttributionModel, attributionModels, type ModelName } from './attribution/index.ts'
export type { BatchRange, Block, CachedVector, Codes, Column } from './columns.ts'
export { cutBatches, countMostBatches, makeNumbersColumn } from './columns.ts'
export { findMovedTimes, printPlan, type TimeRange } from './compare-plans.ts'
export { createEngine, type Engine, mergePartials, type Runner } from './engine.ts'
export {
  type Memory,
  MemoryUsedUp,
  PAGE_BYTES,
  type Region,
  SLACK_BYTES,
  wholeMemory,
} from './memory.ts'
export { MOST_BITS } from './operators/codes.ts'
export { findCombinationSlots } from './operators/derived-combine.ts'
export { type NumberRule, passesRule } from './operators/derived-filter.ts'
export { arithmetic } from './operators/derived-math.ts'
export type { SummaryMethod } from './operators/derived-summarize.ts'
export type { ElementTest } from './operators/element-test.ts'
export type { PlanNode } from './operators/index.ts'
export type {
  SequenceGroup,
  SequenceLimit,
  SequenceMember,
  SequenceNode,
  SequenceStep,
} from './operators/sequence.ts'
export type { StepLimit } from './operators/sequence-steps.ts'
export { FIRST_TIME, RETURNING } from './operators/session-type.ts'
export {
  type AllocationName,
  type AllocationRule,
  allocations,
  isSingleAllocation,
} from './persistence/index.ts'
export { listColumns, listCacheableVectors, type Plan } from './plan.ts'
export { PlanBuilder } from './plan-builder.ts'
export type { PlanRunner, RunOptions, RunResult } from './plan-runner.ts'
export type { CacheShape, MaskRef, NodeRef, LookupTable, TableRef } from './vectors.ts'
