import { relink } from './links.ts'
import { operators, type PlanNode } from './operators/index.ts'
import type { Plan } from './plan.ts'
import type { Operator } from './scope.ts'
import type { LookupTable, TableRef } from './vectors.ts'

/** UTC milliseconds, `[start, end)`. */
export interface TimeRange {
  readonly start: number
  readonly end: number
}

/** What a plan says but for its instants and what is in its tables; `findMovedTimes` compares plans that are printed alike. */
export const printPlan = ({ nodes, tables, aggregations }: Plan): string =>
  JSON.stringify([nodes.map(withoutInstants), tables.length, aggregations])

const operatorOf = ({ op }: PlanNode) => operators[op] as Operator<PlanNode>

function withoutInstants(node: PlanNode): unknown {
  const { instants = [] } = operatorOf(node)
  const counts = instants.map((name) => [name, listInstants(node, name).length])
  return { ...node, ...Object.fromEntries(counts) }
}

const listInstants = (node: PlanNode, name: string): readonly number[] =>
  [new Map(Object.entries(node)).get(name)].flat() as readonly number[]

/**
 * Times at which a plan may say something else than an earlier one of persons whose events are the same: those between
 * an instant and what it was. Null where more is different than instants. A table by codes may have grown: who
 * has the same events has no code behind its former end.
 */
export function findMovedTimes(before: Plan, after: Plan): readonly TimeRange[] | null {
  const fixed = listFixedTables(after)
  const isSame = after.tables.every((table, place) => {
    const earlier = before.tables[place]!
    return (!fixed.has(place) || earlier.length === table.length) && isBeginning(earlier, table)
  })
  if (!isSame) return null
  const moved = after.nodes.flatMap((node, place) =>
    (operatorOf(node).instants ?? []).flatMap((name) => {
      const were = listInstants(before.nodes[place]!, name)
      return listInstants(node, name).map((instant, index) => rangeOf(were[index]!, instant))
    }),
  )
  const ranges = moved.filter(({ start, end }) => start < end)
  return [...new Map(ranges.map((range) => [`${range.start} ${range.end}`, range])).values()]
}

const rangeOf = (a: number, b: number): TimeRange => ({
  start: Math.min(a, b),
  end: Math.max(a, b),
})

/** Tables that are read otherwise than by the codes of events. */
function listFixedTables({ nodes }: Plan): ReadonlySet<number> {
  const fixed = new Set<number>()
  for (const node of nodes) {
    if (node.op === 'map' || node.op === 'map-number' || node.op === 'test') continue
    const table = (ref: TableRef) => {
      fixed.add(ref)
      return ref
    }
    relink(node, operatorOf(node).links, { node: (ref) => ref, table })
  }
  return fixed
}

function isBeginning(short: LookupTable, long: LookupTable): boolean {
  if (short === long) return true
  if (short.length > long.length) return false
  for (let i = 0; i < short.length; i++) if (!Object.is(short[i], long[i])) return false
  return true
}
