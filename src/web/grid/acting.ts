import type { RefObject } from 'react'
import {
  firstBodyRow,
  type GridHead,
  type GridPlace,
  type GridRow,
  type GridShape,
  type Position,
} from './grid-model.ts'
import type { GridProps } from './grid-props.ts'
import { headCellAt } from './head-layout.ts'
import type { CellRange, Selection } from './selection.ts'
import { findCell, type Going } from './use-active.ts'
import type { useReordering, useResizing } from './use-column-drag.ts'
import type { useCopy } from './use-copy.ts'
import type { GridLayout } from './use-grid-layout.ts'

export interface Acting {
  readonly props: GridProps
  readonly layout: GridLayout
  readonly active: Position
  readonly selection: Selection
  readonly ranges: readonly CellRange[]
  readonly scroller: RefObject<HTMLElement | null>
  readonly goTo: (at: Position, going?: Going) => void
  readonly copy: ReturnType<typeof useCopy>
  readonly resizing: ReturnType<typeof useResizing>
  readonly reordering: ReturnType<typeof useReordering>
  readonly isRightToLeft: boolean
}

/** Shows what can be done with what stands at a position. */
export function act({ props, layout, scroller, ...acting }: Acting, at: Position): void {
  const cell = findCell(scroller.current, at)
  const place = placeAt({ props, layout, scroller, ...acting }, at)
  if (cell !== null && place !== null) props.onAct?.(place, cell)
}

function placeAt(acting: Acting, at: Position): GridPlace | null {
  const { shape, heads } = acting.layout
  if (at.row < shape.headRows) {
    if (at.column === 0) return { kind: 'corner' }
    const head = headAt(acting, at)
    return head === undefined ? null : { kind: 'head', head }
  }
  const row = rowAt(acting, at)
  if (row === undefined) return null
  if (at.column === 0) return { kind: 'row', row }
  return { kind: 'cell', row, column: heads.columns[at.column - 1]! }
}

export function rowAt(
  { props, layout: { shape } }: Acting,
  { row }: Position,
): GridRow | undefined {
  const index = row - firstBodyRow(shape)
  return index < 0 ? props.pinned?.[index + shape.pinnedRows] : props.source.rowAt(index)
}

export const headAt = ({ layout: { shape, heads } }: Acting, at: Position): GridHead | undefined =>
  at.row < shape.headRows ? headCellAt(heads, at)?.head : undefined

/** What is selected from a row stays among rows: heads stand for whole columns. */
export const amongRows = (to: Position, from: Position, { headRows }: GridShape): Position =>
  from.row < headRows ? to : { ...to, row: Math.max(to.row, headRows) }
