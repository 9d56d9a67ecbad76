import type { MaskRef, NodeRef, Operator } from '../operator.ts'

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
}

/** u32 per event: the bits of the nodes that its container reaches, each on a later event. */
export const reachNodes: Operator<ReachNodesNode> = {
  label: 'Reached nodes',
  evaluate(node, scope) {
    const bits = scope.codes(node.bits)
    const mask = scope.maskOrAll(node.mask)
    const { count, offsets } = scope.runs(node.runs)
    const data = scope.memory.codes(scope.events)
    for (let r = 0; r < count; r++) {
      const [from, to] = [offsets[r]!, offsets[r + 1]!]
      let reached = 0
      for (let i = from; i < to; i++) {
        if (bits[i] && (!mask || mask[i])) reached |= freshNodes(bits[i]!, reached, node.before)
      }
      data.fill(reached >>> 0, from, to)
    }
    return { kind: 'codes', data }
  },
}

/** Bits of the nodes that an event reaches, given those reached on earlier events. */
export function freshNodes(bits: number, reached: number, before: readonly number[]): number {
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

/** u32 per event: the bits of the arrows that its container follows. */
export const takeArrows: Operator<TakeArrowsNode> = {
  label: 'Followed arrows',
  evaluate(node, scope) {
    const bits = scope.codes(node.bits)
    const mask = scope.maskOrAll(node.mask)
    const { count, offsets } = scope.runs(node.runs)
    const data = scope.memory.codes(scope.events)
    const ends = node.arrows.reduce((all, [, to]) => all | (1 << to), 0)
    for (let r = 0; r < count; r++) {
      const [first, last] = [offsets[r]!, offsets[r + 1]!]
      let reached = 0
      let taken = 0
      for (let i = first; i < last; i++) {
        if (!bits[i] || (mask && !mask[i])) continue
        if (reached && bits[i]! & ends) taken |= arrowsAt(node.arrows, bits[i]!, reached)
        reached |= freshNodes(bits[i]!, reached, node.before)
      }
      data.fill(taken >>> 0, first, last)
    }
    return { kind: 'codes', data }
  },
}

function arrowsAt(
  arrows: readonly (readonly [number, number])[],
  bits: number,
  reached: number,
): number {
  let taken = 0
  for (let a = 0; a < arrows.length; a++) {
    const [from, to] = arrows[a]!
    if ((reached >>> from) & (bits >>> to) & 1) taken |= 1 << a
  }
  return taken
}

export interface AnyBitNode {
  readonly op: 'any-bit'
  readonly input: NodeRef
  readonly bits: number
}

/** Events whose code has any of the bits. */
export const anyBit: Operator<AnyBitNode> = {
  label: 'Any of',
  evaluate({ input, bits }, scope) {
    const codes = scope.codes(input)
    const data = scope.memory.bytes(scope.events)
    for (let i = 0; i < codes.length; i++) data[i] = Number((codes[i]! & bits) !== 0)
    return { kind: 'mask', data }
  },
}
