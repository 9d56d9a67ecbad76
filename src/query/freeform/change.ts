import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { type ColumnChange, columnId, type FreeformColumn } from '../reports/freeform/request.ts'
import { finiteOrNaN, type Expression, type Operand } from '../formula/index.ts'
import type { ColumnPlan } from './columns.ts'

/**
 * The change from one column to another (§8.2): to / from − 1 on each row and in the totals, undefined
 * where `from` is zero. Errors: request/unknown-component for an id that is no column with figures of
 * its own.
 */
export function planChange(
  request: FreeformColumn,
  index: number,
  columns: readonly ColumnPlan[],
  path: Path,
): ColumnPlan {
  const change = request.change!
  const [from, to] = (['from', 'to'] as const).map((end) => columnAt(change, end, columns, path))
  const args: readonly Expression[] = [to!.formula, from!.formula]
  const ratio: Expression = { kind: 'operation', op: '/', args: [...args] }
  return {
    id: columnId(request, index),
    name: request.name ?? changeName(from!, to!),
    format: request.format ?? { type: 'percent' },
    upIs: request.format?.upIs ?? to!.upIs,
    formula: { kind: 'operation', op: '-', args: [ratio, { kind: 'number', number: 1 }] },
    request,
    path,
  }
}

/** Columns that are called the same are told apart by their ids. */
function changeName(from: ColumnPlan, to: ColumnPlan): string {
  const name = (column: ColumnPlan) => (from.name === to.name ? column.id : column.name)
  return `Change from ${name(from)} to ${name(to)}`
}

function columnAt(
  change: ColumnChange,
  end: keyof ColumnChange,
  columns: readonly ColumnPlan[],
  path: Path,
): ColumnPlan {
  const found = columns.find(({ id }) => id === change[end])
  if (found) return found
  const params = { type: 'column', id: change[end], allowed: columns.map(({ id }) => id) }
  throw new ThroughlineError('request/unknown-component', params, [...path, 'change', end])
}

/** The figures of a change, from those of the two columns that it is between. */
export function changeFigures(
  { request }: ColumnPlan,
  figuresOf: (columnId: string) => Operand,
): Operand {
  const [from, to] = [figuresOf(request.change!.from), figuresOf(request.change!.to)]
  const change = (before: number, after: number) => finiteOrNaN(after / before - 1)
  return {
    rows: Float64Array.from(to.rows, (after, row) => change(from.rows[row]!, after)),
    total: change(from.total, to.total),
    filteredTotal: change(from.filteredTotal, to.filteredTotal),
  }
}
