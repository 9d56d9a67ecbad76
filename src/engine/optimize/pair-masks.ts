import type { Rewrite } from './rewrite.ts'

/** Masks are joined two by two, so that plans with the same first ones share what these make. */
export const pairMasks: Rewrite = {
  node(node, plan) {
    if ((node.op !== 'and' && node.op !== 'or') || node.inputs.length === 2) return null
    const { op } = node
    const [last, ...before] = node.inputs.toReversed()
    const first = before.reverse().reduce((left, right) => plan.add({ op, inputs: [left, right] }))
    return { op, inputs: [first, last!] }
  },
}
