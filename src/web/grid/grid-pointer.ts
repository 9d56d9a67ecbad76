import { boundWidth } from './geometry.ts'
import { firstBodyRow, type Position } from './grid-model.ts'
import type { CellRange } from './selection.ts'
import { findCell } from './use-active.ts'
import { followCells, positionOf } from './use-drag-selection.ts'
import { act, type Acting, amongRows, headAt, rowAt } from './acting.ts'

/** A press on a cell: selecting, dragging, resizing. */
export function press(acting: Acting, event: React.PointerEvent): void {
  const { goTo, scroller, layout, ranges } = acting
  const at = positionOf(event.target)
  if (at === null || scroller.current === null) return
  const target = event.target as Element
  const resized = target.closest('[data-resize]')
  if (resized !== null) return startResizing(acting, event, resized, at)
  if (target.closest('[data-press]')) {
    event.preventDefault()
    return goTo(at, isSelected(ranges, at) ? 'only-focus' : 'alone')
  }
  event.preventDefault()
  if (event.button !== 0) return goTo(at, isSelected(ranges, at) ? 'only-focus' : 'alone')
  goTo(at, event.shiftKey ? 'extending' : event.ctrlKey || event.metaKey ? 'adding' : 'alone')
  const id = headAt(acting, at)?.id
  if (at.row < layout.shape.headRows) {
    if (id !== undefined) acting.reordering.startReordering(event, id, scroller.current)
  } else if (event.pointerType !== 'touch') {
    followCells(
      scroller.current,
      onNew(at, (to) => goTo(amongRows(to, at, layout.shape), 'extending')),
    )
  }
}

/** Calls back where a position differs from the one before. */
function onNew(first: Position, call: (at: Position) => void): (at: Position) => void {
  let latest = first
  return (at) => {
    if (at.row === latest.row && at.column === latest.column) return
    latest = at
    call(at)
  }
}

const isSelected = (ranges: readonly CellRange[], { row, column }: Position): boolean =>
  ranges.some(
    ({ top, bottom, left, right }) =>
      row >= top && row <= bottom && column >= left && column <= right,
  )

function startResizing(
  { layout, resizing, goTo }: Acting,
  event: React.PointerEvent,
  handle: Element,
  at: Position,
): void {
  event.preventDefault()
  const id = handle.getAttribute('data-resize')!
  const index = layout.heads.columns.findIndex((column) => column.id === id)
  goTo(at)
  resizing.startResizing(event, id, index < 0 ? layout.headWidth : layout.widths[index]!)
}

/** A click on a button in a cell, or on a row that stands for more. */
export function pressButton(acting: Acting, { target, shiftKey }: React.MouseEvent): void {
  const { props, scroller } = acting
  const button = target instanceof Element ? target.closest('[data-press]') : null
  const at = positionOf(target)
  if (at === null) return
  const row = rowAt(acting, at)
  const cell = findCell(scroller.current, at)
  if (button === null) {
    if (row?.kind === 'more' && cell && at.row >= firstBodyRow(acting.layout.shape)) {
      props.onToggle?.(row, cell)
    }
    return
  }
  const kind = button.getAttribute('data-press')
  if (kind === 'act') act(acting, at)
  if (kind === 'toggle' && row && cell) props.onToggle?.(row, cell)
  if (kind === 'sort') props.onSort?.(headAt(acting, at) ?? props.corner, shiftKey)
}

/** As wide as the widest cell that is drawn needs. */
export function fitWidth({ props, layout, scroller }: Acting, target: EventTarget): void {
  const handle = target instanceof Element ? target.closest('[data-resize]') : null
  const at = positionOf(target)
  if (handle === null || at === null) return
  const cells = scroller.current?.querySelectorAll<HTMLElement>(`[data-column="${at.column}"]`)
  const needed = [...(cells ?? [])]
    .filter((cell) => Number(cell.dataset['row']) >= layout.shape.headRows - 1)
    .map(neededWidth)
  props.onResize?.(handle.getAttribute('data-resize')!, boundWidth(Math.max(...needed)))
}

function neededWidth(cell: HTMLElement): number {
  const before = cell.style.width
  cell.style.width = 'max-content'
  const width = cell.getBoundingClientRect().width
  cell.style.width = before
  return Math.ceil(width) + 2
}
