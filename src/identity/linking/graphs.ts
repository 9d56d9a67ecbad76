import type { Rules } from './rules.ts'

/**
 * Identities and what says that they belong together. An identity is an index 0 … n − 1 into columns;
 * a link is a pair of them with the lower index first. Links of blocked ids are not among them, and
 * neither are those that were retracted.
 */
export interface Ledger {
  readonly rules: Rules
  /** The namespace of each identity, by its index in the rules. */
  readonly namespaceOf: Uint8Array
  /** The links of rows, each pair once. */
  readonly links: LinkColumns
  readonly hand: HandLinks
  /** Identities that the guard does not look at: a person has released them from quarantine. */
  readonly released: ReadonlySet<number>
  /** The order of two identities as texts: below 0 where the first one comes first. */
  readonly compare: (i: number, j: number) => number
  /**
   * Every sighting of a link among the identities, which are all members of some components; called
   * at most once, with the indexes rising, and only where rules are broken.
   */
  readonly readSightings: (indexes: Uint32Array) => Promise<Sightings>
}

/** One element per pair of identities that rows have linked. */
export interface LinkColumns {
  /** Below the one in `b`. */
  readonly a: Uint32Array
  readonly b: Uint32Array
  /** When the pair was seen first and last, in UTC milliseconds. */
  readonly first: Float64Array
  readonly last: Float64Array
}

/** What people said: it comes before everything that rows say. */
export interface HandLinks {
  readonly together: readonly Pair[]
  readonly never: readonly Pair[]
}

/** Two identities, in any order. */
export type Pair = readonly [a: number, b: number]

/** One element per pair of identities on a row, in any order; those of one row have the same number in `row`. */
export interface Sightings {
  readonly row: Float64Array
  /** Of the row, in UTC milliseconds. */
  readonly time: Float64Array
  readonly a: Uint32Array
  readonly b: Uint32Array
}

/** What the links connect under the rules. */
export interface Graphs {
  /** Per identity the lowest one that links of any kind lead to, whatever the rules. */
  readonly component: Uint32Array
  /** Per identity the lowest one of its graph. */
  readonly graph: Uint32Array
  /** Links of rows that do not stand, in no particular order. */
  readonly lost: readonly LostLink[]
  /** Identities that left their graph because it had too many of their namespace. */
  readonly left: readonly LeftIdentity[]
  readonly quarantined: readonly Quarantined[]
}

export interface LostLink {
  readonly a: number
  readonly b: number
  /** The link that beat it, or the two that must never be together; null where it breaks a rule by itself. */
  readonly to: Pair | null
  readonly reason: LostReason
  /** The row on which it was lost, and its time; null where no row did it. */
  readonly row: number | null
  readonly time: number | null
}

/** `unique`: it would give a graph two ids of a namespace; `limit`: an end of it has left. */
export type LostReason = 'unique' | 'pair' | 'never' | 'limit'

export interface LeftIdentity {
  readonly index: number
  /** An identity of the graph that it left. */
  readonly from: number
}

/** An identity that the guard holds back: what rows say links it with nothing. */
export interface Quarantined {
  readonly index: number
  /** Separate components that it would join. */
  readonly people: number
  readonly neighbours: number
  /** The most new neighbours within a minute. */
  readonly idsPerMinute: number
}
