import type { FreeformSort } from '../reports/freeform/request.ts'
import { dependsOnOrder, type Operand } from '../formula/index.ts'
import { changeFigures } from './change.ts'
import type { ColumnPlan } from './columns.ts'

type FiguresOf = (columnId: string) => Operand

/** Columns whose formulas may see all rows in their order, which may be that of their figures. */
export interface InOrder<Order> {
  readonly plans: readonly ColumnPlan[]
  readonly sorts: readonly FreeformSort[]
  readonly orderOf: (sorts: readonly FreeformSort[], figuresOf: FiguresOf) => Order
  /** The figures of a column that is no change; without an order where it does not matter. */
  readonly evaluate: (plan: ColumnPlan, order: Order | null) => Operand
}

/**
 * The figures of all columns and the order of the rows, in which functions see them. Where they are
 * sorted by what depends on their order, functions see them in that of the other sorts.
 */
export function sortFigures<Order>({ plans, sorts, orderOf, evaluate }: InOrder<Order>): {
  readonly figures: readonly Operand[]
  readonly order: Order
} {
  const found = new Map<string, Operand>()
  const figuresOf: FiguresOf = (id) =>
    found.get(id) ?? changeFigures(plans.find((plan) => plan.id === id)!, figuresOf)
  const own = plans.filter(({ request }) => !request.change)
  const isOrdered = ({ formula }: ColumnPlan) => dependsOnOrder(formula)
  for (const plan of own) if (!isOrdered(plan)) found.set(plan.id, evaluate(plan, null))
  const ordered = new Set(plans.filter(isOrdered).map(({ id }) => id))
  if (ordered.size > 0) {
    const others = sorts.filter((sort) => !('column' in sort && ordered.has(sort.column)))
    const order = orderOf(others, figuresOf)
    for (const plan of own) if (isOrdered(plan)) found.set(plan.id, evaluate(plan, order))
  }
  return { figures: plans.map(({ id }) => figuresOf(id)), order: orderOf(sorts, figuresOf) }
}
