import type { RunsVector } from '../operator.ts'
import type { Scope } from '../scope.ts'

/** How far values reach: never across runs, and at most `durationMs` (Infinity: to the run's end). */
export interface Reach {
  readonly runs: RunsVector
  readonly durationMs: number
}

/** A value that was bound to an item of another dimension. */
export interface Bound {
  readonly code: number
  readonly time: number
}

/** What an item remembers of the values that were bound to it within a run. */
export interface Memory {
  /** Whether values reach events before the one on which they were bound. */
  readonly looksAhead: boolean
  /** Takes note of a value; `bound` is in the order of time. */
  remember(bound: Bound[], next: Bound, durationMs: number): void
  /** The code that an event at `time` sees; 0 for none. */
  recall(bound: readonly Bound[], time: number, durationMs: number): number
}

interface About {
  readonly label: string
  readonly description: string
  /** One run: the values set on its events, and what every event then has. */
  readonly examples: readonly {
    readonly set: readonly (string | null)[]
    readonly has: readonly (string | null | readonly string[])[]
  }[]
}

/** Gives every event one of the values that were set in its run. */
export interface SingleAllocation extends About {
  readonly kind: 'single'
  /** One code per event from one code per event; 0 = no value. */
  carry(codes: Uint32Array, reach: Reach, scope: Scope): Uint32Array
  readonly memory: Memory
}

/** Gives every event all values that were set in its run so far. */
export interface SetAllocation extends About {
  readonly kind: 'set'
}

export type AllocationRule = SingleAllocation | SetAllocation
