import { type CodeTable, narrowTable } from '../tables.ts'
import type { Rewrite } from './rewrite.ts'

/** A table whose codes all fit into bytes makes a vector of bytes; lists have codes of 32 bits. */
export const narrowCodes: Rewrite = {
  node(node, plan) {
    if (node.op !== 'map' || plan.isList(node.input)) return null
    const table = plan.tableAt(node.table) as CodeTable
    const narrow = narrowTable(table)
    return narrow === table ? null : { ...node, table: plan.table(narrow) }
  },
}
