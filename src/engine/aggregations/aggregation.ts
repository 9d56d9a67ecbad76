import type { Kernels } from '../kernels/kernels.ts'
import type { Links } from '../links.ts'
import type { Memory } from '../memory.ts'
import type { Scope } from '../scope.ts'

/** What one aggregation has seen of the batches of one engine. */
export interface Collector<P = unknown> {
  consume(scope: Scope): void
  /** Mergeable, compact, without strings and without the engine's memory. */
  partial(): P
}

/** How a kind of aggregation collects batches and merges what several engines collected. */
export interface AggregationKind<A extends { readonly kind: string }, P> {
  /** Which fields of an aggregation refer to nodes and tables of its plan. */
  readonly links: Links<A>
  /** Takes its tables from the memory once, before the first batch. */
  start(
    aggregation: A,
    engine: { readonly memory: Memory; readonly kernels: Kernels },
  ): Collector<P>
  /** Merges partials of the same aggregation, in any order; `all` has at least one. */
  merge(aggregation: A, all: readonly P[]): P
}
