import type { Codes } from './columns.ts'

declare const refersTo: unique symbol

/** Index of a node in its plan; a node only refers to nodes before it. */
export type NodeRef = number & { readonly [refersTo]: 'node' }

/** A mask over events, or `null` where every event is meant. */
export type MaskRef = NodeRef | null

/** Index of a table in its plan: code → code, code → bit, or bounds. */
export type TableRef = number & { readonly [refersTo]: 'table' }

/** Codes and bits of up to 8 bits may lie in bytes. */
export type LookupTable = Uint8Array | Uint32Array | Float64Array

/** One code per event; 0 = no value. */
export interface CodesVector {
  readonly kind: 'codes'
  readonly data: Uint32Array
  /** The same codes in fewer bytes, where they are known so; `data` is then made when it is read. */
  readonly narrow?: Codes
}

/** One f64 per event; NaN = no value. */
export interface NumbersVector {
  readonly kind: 'numbers'
  readonly data: Float64Array
}

/**
 * Numbers of which most are the same, 0 or NaN, so that nothing is to be added up there: the few
 * others stand at ascending places in the batch, and may be 0 or NaN themselves.
 */
export interface SparseNumbers {
  readonly otherwise: number
  readonly places: Uint32Array
  readonly values: Float64Array
}

/** One byte of 0 or 1 per event. */
export interface MaskVector {
  readonly kind: 'mask'
  readonly data: Uint8Array
}

/** A container's instances as runs of neighbouring events: `count` + 1 ascending offsets. */
export interface RunsVector {
  readonly kind: 'runs'
  readonly count: number
  readonly offsets: Uint32Array
  /** Ordinal of the first run among all that this engine has seen; differs between batches. */
  readonly first: number
}

/**
 * Any number of values per event: those of event i lie at `offsets[i]` … `offsets[i + 1]`.
 * `list` names the list whose elements these are, `null` when they are a set made by a rule.
 * `parents` gives, for a list below a list, each element's index among the parent's elements.
 */
export interface ListVector {
  readonly kind: 'list'
  readonly list: string | null
  readonly offsets: Uint32Array
  readonly codes: Uint32Array | null
  readonly numbers: Float64Array | null
  readonly parents: Uint32Array | null
  /**
   * The value that a rule gives events without elements: per event a code or number as the elements have
   * them, no value on events that have elements; null where no event has any.
   */
  readonly onEmpty: Uint32Array | Float64Array | null
}

export type Vector = CodesVector | NumbersVector | MaskVector | RunsVector | ListVector

/** A mask of whole containers: u8, one per run. */
export interface RunFlags {
  readonly runs: NodeRef
  readonly data: Uint8Array
}

/** A vector that is the same in every plan that has a node with this key. */
export interface CacheShape {
  readonly key: string
  /** Of a value. */
  readonly bytes: 1 | 2 | 4
}
