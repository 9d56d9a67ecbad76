import type { Aggregation } from './aggregations/index.ts'
import { operators, type PlanNode } from './operators/index.ts'
import type { Operator } from './scope.ts'
import type { CacheShape, LookupTable } from './vectors.ts'

/** What the engine does with each batch; plain data, so that it can be sent anywhere. */
export interface Plan {
  readonly nodes: readonly PlanNode[]
  readonly tables: readonly LookupTable[]
  readonly aggregations: readonly Aggregation[]
}

/** Names of the columns that a plan reads, without `time` and the persons, which always are there. */
export function listColumns(plan: Plan): readonly string[] {
  const names = plan.nodes.flatMap((node) => ('column' in node ? [node.column] : []))
  return [...new Set(names)].sort()
}

/** The vectors of a plan that a host may cache for later plans, each key once. */
export function listCacheableVectors({ nodes, tables }: Plan): readonly CacheShape[] {
  const shapes = nodes.flatMap((node) => {
    const operator = operators[node.op] as Operator<typeof node>
    return operator.cacheAs?.(node, tables) ?? []
  })
  return [...new Map(shapes.map((shape) => [shape.key, shape])).values()]
}
