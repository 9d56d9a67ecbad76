import { toNode } from '../links.ts'
import { findFreshNodes, type Graph } from '../operators/canvas.ts'
import type { NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { type Instances, createInstanceReader } from './instances.ts'
import { type CountedPairs, mergePairs, PairCounts } from './pair-counts.ts'

/** What comes right after or before the event on which a node of a canvas is first reached. */
export interface CanvasTopAggregation extends Graph {
  readonly kind: 'canvas-top'
  /** Codes or a list of codes. */
  readonly key: NodeRef
  readonly node: number
  readonly way: 'after' | 'before'
  /** Only containers with a later event that fulfils this node. */
  readonly to: number | null
}

/** How many containers have each code (0: nothing) there; `a` is the code, `b` always 0. */
export interface CanvasTopPartial {
  readonly containers: number
  readonly items: CountedPairs
}

export const canvasTop: AggregationKind<CanvasTopAggregation, CanvasTopPartial> = {
  links: { key: toNode, bits: toNode, mask: toNode, runs: toNode },
  start(aggregation) {
    const items = new PairCounts()
    let containers = 0
    return {
      consume(scope) {
        const bits = scope.codes(aggregation.bits)
        const mask = scope.maskOrAll(aggregation.mask)
        const reader = createInstanceReader(aggregation.key, scope, true)
        const { count, offsets } = scope.runs(aggregation.runs)
        for (let run = 0; run < count; run++) {
          const [from, to] = [offsets[run]!, offsets[run + 1]!]
          const event = firstReached(aggregation, bits, mask, from, to)
          if (event < 0 || !comesTo(aggregation, bits, mask, event, to)) continue
          containers++
          const neighbours =
            aggregation.way === 'after'
              ? codesAt(reader.read(event + 1, to, mask), 'first')
              : codesAt(reader.read(from, event, mask), 'last')
          for (const code of neighbours) items.add(code, 0)
        }
      },
      partial: () => ({ containers, items: items.columns() }),
    }
  },
  merge: (_aggregation, all) => ({
    containers: all.reduce((sum, partial) => sum + partial.containers, 0),
    items: mergePairs(all.map(({ items }) => items)),
  }),
}

function firstReached(
  { before, node }: CanvasTopAggregation,
  bits: Uint32Array,
  mask: Uint8Array | null,
  from: number,
  to: number,
): number {
  let reached = 0
  for (let i = from; i < to; i++) {
    if (!bits[i] || (mask && !mask[i])) continue
    reached |= findFreshNodes(bits[i]!, reached, before)
    if ((reached >>> node) & 1) return i
  }
  return -1
}

function comesTo(
  { to: node }: CanvasTopAggregation,
  bits: Uint32Array,
  mask: Uint8Array | null,
  event: number,
  end: number,
): boolean {
  if (node === null) return true
  for (let i = event + 1; i < end; i++) {
    if ((bits[i]! >>> node) & 1 && (!mask || mask[i])) return true
  }
  return false
}

const NOTHING: readonly number[] = [0]

function codesAt(instances: Instances, place: 'first' | 'last'): readonly number[] {
  if (instances.count === 0) return NOTHING
  return instances.codes(place === 'first' ? 0 : instances.count - 1)
}
