import type { Aggregation } from '../aggregations/index.ts'
import type { PlanNode } from '../operators/index.ts'
import type { PlanDraft } from '../plan-draft.ts'

/** What is made of a plan; what is added to it is rewritten as well. */
export type RewrittenPlan = Pick<PlanDraft, 'add' | 'node' | 'isList' | 'table' | 'tableAt'>

/**
 * A way of saying a part of a plan so that it takes less work; the answer stays. References are those
 * of the rewritten plan: all that a node or an aggregation refers to has been rewritten before.
 */
export interface Rewrite {
  /** The node that says the same; null where this one stays. */
  node?(node: PlanNode, plan: RewrittenPlan): PlanNode | null
  /** The aggregation that says the same; null where this one stays. */
  aggregation?(aggregation: Aggregation, plan: RewrittenPlan): Aggregation | null
}
