import type { Kernels } from '../kernels.ts'
import type { Memory } from '../memory.ts'
import type { Scope } from '../scope.ts'

/** What one report has seen of the batches of one engine. */
export interface Aggregation<P = unknown> {
  consume(scope: Scope): void
  /** Mergeable, compact, without strings and without the engine's memory. */
  partial(): P
}

/** How a kind of report collects batches and merges what several engines collected. */
export interface ReportKind<R extends { readonly kind: string }, P> {
  /** Takes its tables from the memory once, before the first batch. */
  start(report: R, engine: { readonly memory: Memory; readonly kernels: Kernels }): Aggregation<P>
  /** Merges partials of the same report, in any order; `all` has at least one. */
  merge(report: R, all: readonly P[]): P
}
