import { operators, type PlanNode } from './operators/index.ts'
import type { Operator } from './scope.ts'
import type { NodeRef, LookupTable, TableRef } from './vectors.ts'

/** The nodes and tables of a plan that is being made; what is asked for twice is one node. */
export class PlanDraft {
  readonly nodes: PlanNode[] = []
  readonly tables: LookupTable[] = []
  readonly #refs = new Map<string, NodeRef>()
  readonly #tableRefs = new Map<LookupTable, TableRef>()

  add(node: PlanNode): NodeRef {
    const key = JSON.stringify(node)
    const known = this.#refs.get(key)
    if (known !== undefined) return known
    const ref = (this.nodes.push(node) - 1) as NodeRef
    this.#refs.set(key, ref)
    return ref
  }

  node(ref: NodeRef): PlanNode {
    return this.nodes[ref]!
  }

  /** Whether a node has several values per event. */
  isList(ref: NodeRef): boolean {
    const node = this.node(ref)
    return (operators[node.op] as Operator<PlanNode>).isList?.(node, this) ?? false
  }

  /** Equal tables that were made twice are two: their codes can stand for different values. */
  table(table: LookupTable): TableRef {
    const known = this.#tableRefs.get(table)
    if (known !== undefined) return known
    const ref = (this.tables.push(table) - 1) as TableRef
    this.#tableRefs.set(table, ref)
    return ref
  }

  tableAt(ref: TableRef): LookupTable {
    return this.tables[ref]!
  }
}
