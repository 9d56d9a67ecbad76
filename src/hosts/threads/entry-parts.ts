import type { CachedVector } from '../../engine/index.ts'
import type { Columns } from './gather.ts'
import type { People } from './load-bucket.ts'

/** What one bucket has of a field, of the persons, or of a cached vector. */
export interface EntryPart {
  readonly events: number
  readonly people: People | null
  readonly columns: Columns
  readonly cached?: ReadonlyMap<string, CachedVector>
  /** With the persons: 1 for those who have changed since. */
  readonly hidden?: Uint8Array
}

/** By bucket. */
export interface EntryParts {
  /** What was read at the bucket's base; persons who have changed since are hidden. */
  readonly base: readonly EntryPart[]
  /** These persons with all their events; null where there are none. */
  readonly over: readonly (EntryPart | null)[]
}
