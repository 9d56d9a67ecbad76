import { type CodeTable, findPresence } from '../tables.ts'
import type { Rewrite } from './rewrite.ts'

/** Whether a table leaves a value is one more test of the codes that it is looked up by. */
export const testPresence: Rewrite = {
  node(node, plan) {
    if (node.op !== 'has') return null
    const inner = plan.node(node.input)
    if (inner.op !== 'map' || plan.isList(inner.input)) return null
    const passes = findPresence(plan.tableAt(inner.table) as CodeTable)
    return { op: 'test', input: inner.input, table: plan.table(passes) }
  },
}
