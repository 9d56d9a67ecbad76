import { firstBodyRow, type GridShape, lastRow, type Position } from './grid-model.ts'
import { headCellAt, type HeadLayout } from './head-layout.ts'

/** Where the focus can go; `before` and `after` are left and right where texts run to the right. */
export type Step =
  | 'up'
  | 'down'
  | 'before'
  | 'after'
  | 'row-start'
  | 'row-end'
  | 'first'
  | 'last'
  | 'page-up'
  | 'page-down'
  | 'top'
  | 'bottom'

/** The position after a step; the same where there is nothing further. `page` is a number of rows. */
export function moveBy(
  from: Position,
  step: Step,
  shape: GridShape,
  layout: HeadLayout,
  page: number,
): Position {
  const to = unbounded(from, step, shape, layout, page)
  return clampPosition(to, shape, layout)
}

function unbounded(
  { row, column }: Position,
  step: Step,
  shape: GridShape,
  layout: HeadLayout,
  page: number,
): Position {
  const head = row < shape.headRows ? headCellAt(layout, { row, column }) : undefined
  const corner = row < shape.headRows && column === 0
  const first = firstBodyRow(shape)
  switch (step) {
    case 'up':
      return { row: (head?.level ?? (corner ? 0 : row)) - 1, column }
    case 'down':
      return { row: corner ? shape.headRows : row + (head?.rowSpan ?? 1), column }
    case 'before':
      return { row, column: (head ? head.first + 1 : column) - 1 }
    case 'after':
      return { row, column: head ? head.first + head.span + 1 : column + 1 }
    case 'row-start':
      return { row, column: 0 }
    case 'row-end':
      return { row, column: shape.columns }
    case 'first':
      return { row: 0, column: 0 }
    case 'last':
      return { row: lastRow(shape), column: shape.columns }
    case 'page-up':
      return { row: row > first ? Math.max(first, row - page) : row - page, column }
    case 'page-down':
      return { row: Math.max(row, first - 1) + page, column }
    case 'top':
      return { row: row > first ? first : 0, column }
    case 'bottom':
      return { row: lastRow(shape), column }
    default:
      return step satisfies never
  }
}

/** A position inside the grid, at the head that covers it. */
export function clampPosition(
  { row, column }: Position,
  shape: GridShape,
  layout: HeadLayout,
): Position {
  const inside = {
    row: Math.min(Math.max(row, 0), Math.max(0, lastRow(shape))),
    column: Math.min(Math.max(column, 0), shape.columns),
  }
  if (inside.row >= shape.headRows) return inside
  if (inside.column === 0) return { row: 0, column: 0 }
  const head = headCellAt(layout, inside)
  return { row: head?.level ?? inside.row, column: inside.column }
}
