import { firstBodyRow, type GridShape, lastRow, type Position } from './grid-model.ts'
import { headCellAt, type HeadLayout } from './head-layout.ts'

/** Cells of a rectangle, its borders included. */
export interface CellRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** What is selected: from where to where, and what was selected before and is kept. */
export interface Selection {
  readonly anchor: Position
  readonly head: Position
  readonly kept: readonly (readonly [Position, Position])[]
}

export const selectOnly = (at: Position): Selection => ({ anchor: at, head: at, kept: [] })

export const extendTo = (selection: Selection, head: Position): Selection => ({
  ...selection,
  head,
})

export const selectMore = ({ anchor, head, kept }: Selection, at: Position): Selection => ({
  anchor: at,
  head: at,
  kept: [...kept, [anchor, head]],
})

/** The rectangles that are selected, the latest last. */
export const rangesOf = (
  { anchor, head, kept }: Selection,
  shape: GridShape,
  layout: HeadLayout,
): readonly CellRange[] =>
  [...kept, [anchor, head] as const].map(([from, to]) => rangeBetween(from, to, shape, layout))

/** From heads it is whole columns, from the heads of rows whole rows, from the corner everything. */
function rangeBetween(
  from: Position,
  to: Position,
  shape: GridShape,
  layout: HeadLayout,
): CellRange {
  const isOfColumns = from.row < shape.headRows || to.row < shape.headRows
  const columns = [from, to].flatMap((at) => columnsOf(at, shape, layout))
  const isOfRows = from.column === 0 && to.column === 0
  return {
    top: isOfColumns ? firstBodyRow(shape) : Math.min(from.row, to.row),
    bottom: isOfColumns ? lastRow(shape) : Math.max(from.row, to.row),
    left: Math.min(...columns),
    right: isOfRows ? shape.columns : Math.max(...columns),
  }
}

function columnsOf(at: Position, shape: GridShape, layout: HeadLayout): readonly number[] {
  const head = at.row < shape.headRows ? headCellAt(layout, at) : undefined
  return head ? [head.first + 1, head.first + head.span] : [at.column]
}

/** The columns of a row that are selected, as pairs of first and last, such as `1-3 7-7`; empty for none. */
export const selectedColumns = (ranges: readonly CellRange[], row: number): string =>
  ranges
    .filter(({ top, bottom }) => row >= top && row <= bottom)
    .map(({ left, right }) => `${left}-${right}`)
    .join(' ')

/** Reads what `selectedColumns` writes. */
export function readSelectedColumns(written: string): (column: number) => boolean {
  if (written === '') return () => false
  const pairs = written.split(' ').map((pair) => pair.split('-').map(Number))
  return (column) => pairs.some(([first = 0, last = 0]) => column >= first && column <= last)
}

/** How many cells there are in all, those in two rectangles once per rectangle. */
export const countCells = (ranges: readonly CellRange[]): number =>
  ranges.reduce(
    (sum, { top, bottom, left, right }) => sum + (bottom - top + 1) * (right - left + 1),
    0,
  )
