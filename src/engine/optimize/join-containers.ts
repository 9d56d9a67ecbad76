import type { AnyInNode } from '../operators/containers.ts'
import type { NodeRef } from '../vectors.ts'
import type { Rewrite, RewrittenPlan } from './rewrite.ts'

/** So many masks are bits of a byte. */
const BYTE_BITS = 8

/** Conditions that are each fulfilled anywhere in a container are looked for in one pass over it. */
export const joinContainers: Rewrite = {
  node(node, plan) {
    if (node.op !== 'and') return null
    const parts = partsOf(node.inputs, plan)
    if (parts.every((masks) => masks.length === 1)) return null
    const inputs = parts.map((masks) => (masks.length === 1 ? masks[0]! : joined(masks, plan)))
    return inputs.length === 1 ? plan.node(inputs[0]!) : { op: 'and', inputs }
  },
}

/** The masks of an `and`: one by one, or those together that one pass over containers can look for. */
function partsOf(inputs: readonly NodeRef[], plan: RewrittenPlan): readonly (readonly NodeRef[])[] {
  const single: NodeRef[][] = []
  const byRuns = new Map<NodeRef, NodeRef[][]>()
  for (const input of inputs) {
    const node = plan.node(input)
    if (node.op !== 'any-in') {
      single.push([input])
      continue
    }
    const parts = byRuns.get(node.runs) ?? [[]]
    byRuns.set(node.runs, parts)
    if (parts.at(-1)!.length === BYTE_BITS) parts.push([])
    parts.at(-1)!.push(input)
  }
  return [...single, ...[...byRuns.values()].flat()]
}

/** One mask of containers that fulfil several conditions, which are about the same containers. */
function joined(anyIns: readonly NodeRef[], plan: RewrittenPlan): NodeRef {
  const nodes = anyIns.map((ref) => plan.node(ref) as AnyInNode)
  const bits = plan.add({ op: 'bits', masks: nodes.map(({ mask }) => mask) })
  return plan.add({ op: 'all-in', bits, required: 2 ** nodes.length - 1, runs: nodes[0]!.runs })
}
