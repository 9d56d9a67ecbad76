import { clearArray } from '../kernels/fill.ts'
import { toNode } from '../links.ts'
import type { Graph } from '../operators/canvas.ts'
import type { Scope } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'

/** How many containers go along each of some ways through a canvas, from node to node. */
export interface CanvasWaysAggregation extends Graph {
  readonly kind: 'canvas-ways'
  /** The graph's own `reach-nodes`. */
  readonly reached: NodeRef
  readonly ways: readonly (readonly number[])[]
}

export interface CanvasWaysPartial {
  /** Per way. */
  readonly wentAlong: readonly number[]
}

export const canvasWays: AggregationKind<CanvasWaysAggregation, CanvasWaysPartial> = {
  links: { reached: toNode, bits: toNode, mask: toNode, runs: toNode },
  start(aggregation) {
    const tree = treeOf(aggregation)
    const counts = tree.ends.map(() => 0)
    return {
      consume(scope) {
        const found = countIn(aggregation, tree, scope)
        tree.ends.forEach((place, way) => {
          counts[way]! += found[place]!
        })
      },
      partial: () => ({ wentAlong: counts }),
    }
  },
  merge: (_aggregation, all) => ({
    wentAlong: all[0]!.wentAlong.map((_, way) =>
      all.reduce((sum, { wentAlong }) => sum + wentAlong[way]!, 0),
    ),
  }),
}

/** The ways with their common beginnings joined; places of one node lie side by side. */
interface Tree {
  readonly order: readonly number[]
  /** Per node where its places begin; then their number. */
  readonly places: readonly number[]
  readonly parents: readonly number[]
  /** Per place the nodes of those after it, a bit for each; then those of the first places. */
  readonly next: readonly number[]
  /** The last place of each way. */
  readonly ends: readonly number[]
}

interface Place {
  readonly node: number
  readonly parent: Place | null
}

function treeOf({ ways, before }: CanvasWaysAggregation): Tree {
  const known = new Map<string, Place>()
  const ends = ways.map((way) =>
    way.reduce<Place | null>((parent, node, index) => {
      const name = way.slice(0, index + 1).join()
      const place = known.get(name) ?? { node, parent }
      known.set(name, place)
      return place
    }, null),
  )
  const sorted = [...known.values()].sort((a, b) => a.node - b.node)
  const numbers = new Map(sorted.map((place, x) => [place, x]))
  const numberOf = (place: Place | null) => (place ? numbers.get(place)! : -1)
  return {
    order: backwards(before),
    places: [...before, 0].map((_, node) => sorted.filter((place) => place.node < node).length),
    parents: sorted.map(({ parent }) => numberOf(parent)),
    next: [...sorted, null].map((place) => nodesAfter(sorted, place)),
    ends: ends.map(numberOf),
  }
}

const nodesAfter = (places: readonly Place[], place: Place | null): number =>
  places
    .filter(({ parent }) => parent === place)
    .reduce((nodes, { node }) => (nodes | (1 << node)) >>> 0, 0)

/** Each node before those that are right before it. */
function backwards(before: readonly number[]): number[] {
  const order: number[] = []
  const visit = (node: number): void => {
    if (order.includes(node)) return
    before.forEach((_, from) => {
      if ((before[node]! >>> from) & 1) visit(from)
    })
    order.unshift(node)
  }
  before.forEach((_, node) => visit(node))
  return order
}

function countIn(
  { bits, mask, runs, reached, ways }: CanvasWaysAggregation,
  { order, places, parents, next }: Tree,
  scope: Scope,
): Uint32Array {
  const { memory, kernels } = scope
  const { count, offsets } = scope.runs(runs)
  const input = [scope.narrow(bits), scope.maskOrAll(mask), offsets, count] as const
  const ends = ways.reduce((nodes, way) => nodes | (1 << way.at(-1)!), 0)
  const nodes = memory.bytes(order.length)
  nodes.set(order)
  const copied = (numbers: readonly number[]) => {
    const codes = memory.codes(numbers.length)
    codes.set(numbers)
    return codes
  }
  const size = parents.length
  const counts = clearArray(memory.codes(size), kernels)
  const tree = [copied(places), copied(parents), copied(next), size] as const
  const only = [scope.unions(reached, runs)!, ends] as const
  kernels.countWays(...input, ...only, nodes, order.length, ...tree, memory.bytes(size), counts)
  return counts
}
