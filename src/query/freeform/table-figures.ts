import type { PartialResult } from '../../engine/index.ts'
import type { FreeformSort } from '../reports/freeform/request.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { Operand } from '../formula/index.ts'
import type { ColumnPlan } from './columns.ts'
import { sortFigures } from './figures-in-order.ts'
import { type RowOrder, orderRows } from './order.ts'
import { type CompiledColumn, evaluateColumn } from './table.ts'
import type { TableRows } from './table-rows.ts'

export interface Evaluated {
  readonly plans: readonly ColumnPlan[]
  /** Those that are no change between others. */
  readonly columns: readonly CompiledColumn[]
  readonly dimensions: readonly CompiledDimension[]
  readonly sorts: readonly FreeformSort[]
  readonly rows: TableRows
  /** The rows that pass the search; null: all. */
  readonly shown: Uint32Array | null
}

export interface TableFigures {
  /** One per column. */
  readonly figures: readonly Operand[]
  readonly order: RowOrder
  /** What functions of a column see; a change sees what either of its columns does. */
  seenBy(plan: ColumnPlan): Uint32Array
}

/** The figures of all columns on all rows, and the order of these. */
export function computeTableFigures(
  table: Evaluated,
  partials: readonly PartialResult[],
): TableFigures {
  const { plans, columns, rows, shown, sorts } = table
  const seen = new Map<string, Uint32Array>()
  const evaluate = ({ id }: ColumnPlan, order: RowOrder | null): Operand => {
    const column = columns.find(({ plan }) => plan.id === id)!
    if (!column.seen) return evaluateColumn(column, partials, rows.space, shown)
    const own = rows.seenBy(column)
    const inOrder = order && !rows.isInOrder ? own.toSorted(order.compare) : own
    seen.set(id, inOrder)
    return evaluateColumn(column, partials, rows.space, shown, inOrder)
  }
  return {
    ...sortFigures({ plans, sorts, evaluate, orderOf: orderOf(table) }),
    seenBy({ id, request: { change } }) {
      if (!change) return seen.get(id)!
      return Uint32Array.from(new Set([...seen.get(change.from)!, ...seen.get(change.to)!]))
    },
  }
}

const orderOf =
  ({ dimensions, rows }: Evaluated) =>
  (sorts: readonly FreeformSort[], figuresOf: (columnId: string) => Operand): RowOrder => {
    const sorted = sorts.flatMap((sort) => ('column' in sort ? [sort.column] : []))
    const sortable = {
      codes: rows.space.codes,
      dimensions: dimensions.map(({ id, value: { domain } }) => ({
        id,
        domain,
      })),
      columns: new Map(sorted.map((id) => [id, figuresOf(id).rows])),
    }
    return orderRows(sortable, sorts)
  }
