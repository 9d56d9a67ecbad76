import { type Links, toNode, toNodes, toParts } from '../links.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import type { CountedPairs, PairParts } from './pair-counts.ts'

/** Paths through a container from, through or to an anchor (§8.6). */
export interface FlowAggregation {
  readonly kind: 'flow'
  readonly runs: NodeRef
  /** Events that count. */
  readonly mask: MaskRef
  /** Instances of the pathing dimension with this code, every event in a mask, or a container's begin. */
  readonly anchor:
    | { readonly code: number }
    | { readonly mask: MaskRef }
    | { readonly isEntry: true }
  readonly occurrence: 'every' | 'first' | 'last'
  /** Dimensions of the columns -1, -2 … and 1, 2 …, nearest first, and of column 0. */
  readonly before: readonly NodeRef[]
  readonly after: readonly NodeRef[]
  readonly pathing: NodeRef
  readonly repeats: boolean
  /** Codes of the pathing dimension that are passed over. */
  readonly excluded: readonly number[]
  /** Only paths with these codes in these columns. */
  readonly focus: readonly { readonly column: number; readonly code: number }[]
}

export const flowLinks: Links<FlowAggregation> = {
  runs: toNode,
  mask: toNode,
  anchor: toParts({ mask: toNode }),
  before: toNodes,
  after: toNodes,
  pathing: toNode,
}

/**
 * Links between neighbouring columns, outwards from the anchor: `after[k]` from column k to k + 1,
 * `before[k]` from column -k to -k - 1. Code 0 is the way out (or in); column 0 has code 1.
 */
export interface FlowPartial {
  /** How often the anchor stands in a path. */
  readonly anchors: number
  /** Containers with such a path, and all that have an event that counts. */
  readonly containers: number
  readonly allContainers: number
  /** The person's next instance after a container whose path ended in it: code → paths, 0 for never. */
  readonly afterExit: CountedPairs
  readonly before: readonly PairParts[]
  readonly after: readonly PairParts[]
}
