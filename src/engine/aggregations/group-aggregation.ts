import { toEach, toNode, toParts } from '../links.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'

/**
 * Something counted or summed per group: events in a mask, containers with such an event (exact,
 * since a container is never split), or a number over them. A list of numbers is paired with the
 * elements of the keys' list.
 */
export type Measure =
  | { readonly measure: 'count'; readonly mask: MaskRef }
  | { readonly measure: 'distinct'; readonly runs: NodeRef; readonly mask: MaskRef }
  | { readonly measure: 'sum'; readonly input: NodeRef; readonly mask: MaskRef }

export const toMeasure = toParts<Measure>({ input: toNode, runs: toNode, mask: toNode })

export const toMeasures = toEach<Measure>({ input: toNode, runs: toNode, mask: toNode })

/** Measures by every combination of the keys' codes that occurs; no keys: one group of all. */
export interface GroupAggregation {
  readonly kind: 'group'
  /** Codes or lists of codes; an event is in one group per combination of its distinct values. */
  readonly keys: readonly NodeRef[]
  /** How many codes each key has, 0 included. */
  readonly sizes: readonly number[]
  /** Whether each key is a list. */
  readonly lists: readonly boolean[]
  /** Lists of 0 and 1: only elements with 1 have a row, where the keys are about their list. */
  readonly elements?: readonly NodeRef[]
  /** Applied to all measures. */
  readonly mask: MaskRef
  readonly measures: readonly Measure[]
}

/** One figure per group; counts may be in the fewer bytes. */
export type Figures = Float64Array | Uint32Array

/**
 * One array per measure. `keys` has one array of codes per key, aligned with the values; it is null
 * when the values are dense: the group of codes a, b … stands at (a × sizeB + b) ….
 */
export interface GroupPartial {
  readonly keys: readonly Uint32Array[] | null
  readonly values: readonly Figures[]
}

/** How many groups are possible: the product of the keys' sizes. */
export function groupCount(aggregation: GroupAggregation): number {
  return aggregation.sizes.reduce((product, size) => product * size, 1)
}
