import type { AggregationKind } from '../aggregations/aggregation.ts'
import { type Aggregation, aggregations } from '../aggregations/index.ts'
import { type Relinking, relink } from '../links.ts'
import { operators, type PlanNode } from '../operators/index.ts'
import type { Plan } from '../plan.ts'
import { PlanDraft } from '../plan-draft.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef, TableRef } from '../vectors.ts'
import { rewrites } from './index.ts'
import type { Rewrite } from './rewrite.ts'

/**
 * A plan with the same answer that takes less work: rewritten from the columns up, without the nodes
 * and tables that no aggregation needs. Takes time in proportion to the plan's nodes.
 */
export function optimize(plan: Plan, by: readonly Rewrite[] = Object.values(rewrites)): Plan {
  return prune(rewriteAll(prune(plan), by))
}

/** A draft that rewrites what is added to it. */
class RewritingDraft extends PlanDraft {
  readonly #rewrites: readonly Rewrite[]

  constructor(by: readonly Rewrite[]) {
    super()
    this.#rewrites = by
  }

  override add(node: PlanNode): NodeRef {
    for (const rewrite of this.#rewrites) {
      const better = rewrite.node?.(node, this)
      if (better) return this.add(better)
    }
    return super.add(node)
  }

  rewritten(aggregation: Aggregation): Aggregation {
    return this.#rewrites.reduce(
      (so, rewrite) => rewrite.aggregation?.(so, this) ?? so,
      aggregation,
    )
  }
}

function rewriteAll(plan: Plan, by: readonly Rewrite[]): Plan {
  const draft = new RewritingDraft(by)
  const refs: NodeRef[] = []
  const to: Relinking = {
    node: (ref) => refs[ref]!,
    table: (ref) => draft.table(plan.tables[ref]!),
  }
  for (const node of plan.nodes) refs.push(draft.add(relinkNode(node, to)))
  const rewritten = plan.aggregations.map((aggregation) =>
    draft.rewritten(relinkAggregation(aggregation, to)),
  )
  return { nodes: draft.nodes, tables: draft.tables, aggregations: rewritten }
}

/** The plan without what its aggregations do not need, in the same order. */
function prune(plan: Plan): Plan {
  const [nodes, tables] = findNeeded(plan)
  const [nodeRefs, tableRefs] = [numbered(nodes), numbered(tables)]
  const to: Relinking = {
    node: (ref) => nodeRefs[ref] as NodeRef,
    table: (ref) => tableRefs[ref] as TableRef,
  }
  return {
    nodes: plan.nodes.filter((_, ref) => nodes[ref]).map((node) => relinkNode(node, to)),
    tables: plan.tables.filter((_, ref) => tables[ref]),
    aggregations: plan.aggregations.map((aggregation) => relinkAggregation(aggregation, to)),
  }
}

/** Per node and per table 1 where an aggregation needs it; a node only refers to nodes before it. */
function findNeeded(plan: Plan): readonly [nodes: Uint8Array, tables: Uint8Array] {
  const nodes = new Uint8Array(plan.nodes.length)
  const tables = new Uint8Array(plan.tables.length)
  const mark: Relinking = {
    node(ref) {
      nodes[ref] = 1
      return ref
    },
    table(ref) {
      tables[ref] = 1
      return ref
    },
  }
  for (const aggregation of plan.aggregations) relinkAggregation(aggregation, mark)
  for (let ref = nodes.length - 1; ref >= 0; ref--) {
    if (nodes[ref]) relinkNode(plan.nodes[ref]!, mark)
  }
  return [nodes, tables]
}

/** What number each of those that stay gets. */
function numbered(stays: Uint8Array): Uint32Array {
  const numbers = new Uint32Array(stays.length)
  let next = 0
  for (let i = 0; i < stays.length; i++) if (stays[i]) numbers[i] = next++
  return numbers
}

function relinkNode(node: PlanNode, to: Relinking): PlanNode {
  const { links } = operators[node.op] as Operator<PlanNode>
  return relink(node, links, to)
}

function relinkAggregation(aggregation: Aggregation, to: Relinking): Aggregation {
  const { links } = aggregations[aggregation.kind] as AggregationKind<Aggregation, unknown>
  return relink(aggregation, links, to)
}
