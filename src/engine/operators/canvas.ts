import { clearArray } from '../kernels/fill.ts'
import { toNode } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'

/** An acyclic graph over the events of containers (§8.8); at most 32 nodes. */
export interface Graph {
  /** u32 per event: bit n where it fulfils node n. */
  readonly bits: NodeRef
  /** Per node the bits of the nodes before it; 0 for those that a path may begin with. */
  readonly before: readonly number[]
  /** The events that count. */
  readonly mask: MaskRef
  readonly runs: NodeRef
}

export interface ReachNodesNode extends Graph {
  readonly op: 'reach-nodes'
  /** Arrows that are asked for, too: one pass finds both per container. */
  readonly arrows: TakeArrowsNode['arrows']
}

/** u32 per event: the bits of the nodes that are reached on it, for the first time or again. */
export const reachNodes: Operator<ReachNodesNode> = {
  links: { bits: toNode, mask: toNode, runs: toNode },
  evaluate(node, scope) {
    return { kind: 'codes', data: follow('reachNodes', node, nodesTable(node, scope), scope) }
  },
  unions(node, runs, scope) {
    return runs === node.runs ? followed(node, scope).reached : null
  },
}

function nodesTable({ before }: ReachNodesNode, scope: Scope): Uint32Array {
  const after = scope.memory.codes(32)
  after.set(nodesAfter(before))
  return after
}

const keys = new WeakMap<Graph, string>()

/** The same for nodes that ask for the same graph and arrows. */
function keyOf(node: ReachNodesNode | TakeArrowsNode): string {
  const known = keys.get(node)
  if (known !== undefined) return known
  const { bits, mask, before, runs, arrows } = node
  const key = JSON.stringify(['graph', bits, mask, before, runs, arrows])
  keys.set(node, key)
  return key
}

/** What each container reaches and follows. */
interface Followed {
  readonly reached: Uint32Array
  readonly taken: Uint32Array
}

function followed(node: ReachNodesNode | TakeArrowsNode, scope: Scope): Followed {
  return scope.once(keyOf(node), () => {
    const { memory } = scope
    const { count, offsets } = scope.runs(node.runs)
    const input = [scope.narrow(node.bits), scope.maskOrAll(node.mask), offsets, count] as const
    const [reached, taken] = [memory.codes(count), memory.codes(count)]
    const table = [startsOf(node), arrowsTable(node, scope)] as const
    scope.kernels.followRuns(...input, ...table, reached, taken)
    return { reached, taken }
  })
}

/** The nodes that a path may begin with. */
const startsOf = ({ before }: Graph): number =>
  before.reduce((all, nodes, node) => (nodes === 0 ? all | (1 << node) : all), 0)

/** Runs one of the kernels over a graph. */
function follow(
  kernel: 'reachNodes' | 'takeArrows',
  graph: Graph,
  after: Uint32Array,
  scope: Scope,
): Uint32Array {
  const { bits, mask, runs } = graph
  const { count, offsets } = scope.runs(runs)
  const input = [scope.codes(bits), scope.maskOrAll(mask), offsets, count] as const
  const data = scope.memory.codes(scope.events)
  scope.kernels[kernel](...input, startsOf(graph), after, data)
  return data
}

/** Per node the bits of those right after it. */
function nodesAfter(before: readonly number[]): Uint32Array {
  const after = new Uint32Array(32)
  before.forEach((nodes, to) => {
    for (let from = 0; from < 32; from++) if ((nodes >>> from) & 1) after[from]! |= 1 << to
  })
  return after
}

/** Bits of the nodes that an event reaches, given those reached on earlier events. */
export function findFreshNodes(bits: number, reached: number, before: readonly number[]): number {
  let fresh = 0
  for (let rest = bits & ~reached; rest !== 0; rest &= rest - 1) {
    const node = 31 - Math.clz32(rest & -rest)
    if (before[node] === 0 || before[node]! & reached) fresh |= 1 << node
  }
  return fresh
}

export interface TakeArrowsNode extends Graph {
  readonly op: 'take-arrows'
  /** At most 32 pairs of nodes. */
  readonly arrows: readonly (readonly [number, number])[]
}

/** u32 per event: the bits of the arrows that its container follows to a node on it. */
export const takeArrows: Operator<TakeArrowsNode> = {
  links: { bits: toNode, mask: toNode, runs: toNode },
  evaluate(node, scope) {
    return { kind: 'codes', data: follow('takeArrows', node, arrowsTable(node, scope), scope) }
  },
  unions(node, runs, scope) {
    return runs === node.runs ? followed(node, scope).taken : null
  },
}

function arrowsTable(
  { before, arrows }: Pick<TakeArrowsNode, 'before' | 'arrows'>,
  scope: Scope,
): Uint32Array {
  const after = clearArray(scope.memory.codes(4 * 32 + 1), scope.kernels)
  after.set(nodesAfter(before))
  const [ends, leaving, entering] = [1, 2, 3].map((t) => after.subarray(t * 32, (t + 1) * 32))
  arrows.forEach(([from, to], arrow) => {
    ends![from]! |= 1 << to
    leaving![from]! |= 1 << arrow
    entering![to]! |= 1 << arrow
  })
  return after
}

export interface AnyBitNode {
  readonly op: 'any-bit'
  readonly input: NodeRef
  readonly bits: number
}

/** Events whose code has any of the bits. */
export const anyBit: Operator<AnyBitNode> = {
  links: { input: toNode },
  evaluate({ input, bits }, scope) {
    const codes = scope.codes(input)
    const data = scope.memory.bytes(scope.events)
    scope.kernels.anyBit(codes, bits, data, scope.events)
    return { kind: 'mask', data }
  },
  countRuns({ input, bits }, runs, scope) {
    const unions = scope.unions(input, runs)
    return unions && scope.kernels.countBits(unions, bits, unions.length)
  },
}
