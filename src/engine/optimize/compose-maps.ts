import type { CodeTable } from '../tables.ts'
import { composeTables } from '../tables.ts'
import type { Rewrite } from './rewrite.ts'

/**
 * A table after a table is one table, so that an event's code is looked up once however many rules
 * look at its text: `map(map(x, a), b)` is `map(x, b after a)`, the same for numbers and tests.
 */
export const composeMaps: Rewrite = {
  node(node, plan) {
    if (node.op !== 'map' && node.op !== 'map-number' && node.op !== 'test') return null
    const inner = plan.node(node.input)
    if (inner.op !== 'map') return null
    const first = plan.tableAt(inner.table) as CodeTable
    const table = plan.table(composeTables(first, plan.tableAt(node.table)))
    return { ...node, input: inner.input, table }
  },
}
