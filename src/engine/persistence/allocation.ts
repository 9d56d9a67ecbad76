import type { Codes } from '../columns.ts'
import type { Scope } from '../scope.ts'
import type { RunsVector } from '../vectors.ts'

/** How far values reach: never across runs, and at most `durationMs` (Infinity: to the run's end). */
export interface Reach {
  readonly runs: RunsVector
  readonly durationMs: number
  /** Instead of the duration: per event until when, inclusive, a value set on it is carried. It never falls. */
  readonly until: Float64Array | null
}

/** An event's time, and until when a value set on it is carried. */
export interface Moment {
  readonly time: number
  readonly until: number
}

/** A value that was bound to an item of another dimension. */
export interface Bound extends Moment {
  readonly code: number
}

/** What an item remembers of the values that were bound to it within a run. */
export interface BoundMemory {
  /** Whether values reach events before the one on which they were bound. */
  readonly looksAhead: boolean
  /** Takes note of a value; `bound` is in the order of time. */
  remember(bound: Bound[], next: Bound): void
  /** The code that an event sees; 0 for none. */
  recall(bound: readonly Bound[], at: Moment): number
}

interface About {
  readonly label: string
  readonly description: string
  /** Whether a metric can end what a value reaches: what is held on, until something replaces it. */
  readonly endsByMetric: boolean
  /** One run: the values set on its events, and what every event then has. */
  readonly examples: readonly {
    readonly set: readonly (string | null)[]
    readonly has: readonly (string | null | readonly string[])[]
  }[]
}

/** Gives every event one of the values that were set in its run. */
export interface SingleAllocation extends About {
  readonly kind: 'single'
  /** One code per event from one code per event, as wide; 0 = no value. */
  carry(codes: Codes, reach: Reach, scope: Scope): Codes
  readonly memory: BoundMemory
}

/** Gives every event all values that were set in its run so far. */
export interface SetAllocation extends About {
  readonly kind: 'set'
}

export type AllocationRule = SingleAllocation | SetAllocation
