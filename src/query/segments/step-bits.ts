import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { Compilation } from '../compilation.ts'

/** The most masks that fit into one vector of bits. */
export const MAX_BITS = 32

/**
 * Several masks (at most 32) as one vector: bit s is mask s. Where all are tests of the same
 * single-valued field, its codes become bits in one step.
 */
export function stepBits(c: Compilation, masks: readonly MaskRef[]): NodeRef {
  const { plan } = c
  const tests = masks.map((mask) => testOf(c, mask))
  const input = tests[0]?.input
  const isOneField = tests.every((test) => test?.input === input)
  if (input === undefined || !isOneField || !isSingleValued(c, input)) {
    return plan.add({ op: 'bits', masks })
  }
  const table = new Uint32Array(plan.tableAt(tests[0]!.table).length)
  tests.forEach((test, bit) => {
    const passes = plan.tableAt(test!.table)
    for (let code = 0; code < table.length; code++) if (passes[code]) table[code]! |= 1 << bit
  })
  return plan.add({ op: 'map', input, table: plan.table(table) })
}

function testOf({ plan }: Compilation, mask: MaskRef) {
  if (mask === null) return undefined
  const node = plan.node(mask)
  return node.op === 'test' ? node : undefined
}

function isSingleValued(c: Compilation, ref: NodeRef): boolean {
  const node = c.plan.node(ref)
  if (node.op === 'map') return isSingleValued(c, node.input)
  return node.op === 'column' && node.list === undefined
}
