import { boundWidth } from './geometry.ts'
import { firstBodyRow } from './grid-model.ts'
import { headCellAt, neighbourToMove } from './head-layout.ts'
import type { Command } from './keys.ts'
import { moveBy } from './navigation.ts'
import { parentPosition } from './parent-row.ts'
import { findCell } from './use-active.ts'
import { act, type Acting, amongRows, headAt, rowAt } from './acting.ts'

const RESIZE_STEP = 16

/** Whether there was something to do. */
export function obey(acting: Acting, command: Command): boolean {
  const { props, active, goTo, copy, layout } = acting
  switch (command.kind) {
    case 'move':
      return move(acting, command)
    case 'select':
      return selectWhole(acting, command.what)
    case 'copy':
      void copy(command.withHeads)
      return true
    case 'reorder':
      return reorder(acting, command.by)
    case 'resize':
      return resize(acting, command.by)
    case 'open':
      return open(acting, command.isAdding)
    case 'act':
      if (props.onAct === undefined || layout.shape.columns === 0) return false
      act(acting, active)
      goTo(active, 'only-focus')
      return true
    default:
      return command satisfies never
  }
}

function move(acting: Acting, { step, isExtending }: Command & { readonly kind: 'move' }): boolean {
  const { active, layout, goTo, scroller } = acting
  if (!isExtending && (step === 'after' || step === 'before') && toggleBy(acting, step)) return true
  const { shape, heads, rowHeight, stickyHeight } = layout
  const height = (scroller.current?.clientHeight ?? 0) - stickyHeight
  const page = Math.max(1, Math.floor(height / rowHeight) - 1)
  const to = moveBy(active, step, shape, heads, page)
  if (isExtending) goTo(amongRows(to, active, shape), 'extending')
  else goTo(to)
  return true
}

/** On the head of a row, arrows open and close it first, and lead to the row above it. */
function toggleBy(acting: Acting, step: 'after' | 'before'): boolean {
  const { active, props, goTo, layout, scroller } = acting
  if (active.column !== 0) return false
  const row = rowAt(acting, active)
  if (row === undefined) return false
  const isOpening = step === 'after'
  if (isOpening && row.asksToOpen) return false
  const cell = findCell(scroller.current, active)
  if (row.isExpanded === !isOpening && props.onToggle && cell) {
    props.onToggle(row, cell)
    goTo(active, 'only-focus')
    return true
  }
  if (isOpening) return false
  const parent = parentPosition(active, firstBodyRow(layout.shape), (index) =>
    props.source.rowAt(index),
  )
  if (parent === null) return false
  goTo(parent)
  return true
}

function selectWhole({ active, goTo, layout }: Acting, what: string): boolean {
  const { headRows } = layout.shape
  if (what === 'all') goTo({ row: 0, column: 0 })
  if (what === 'none') goTo(active)
  if (what === 'row') goTo({ row: active.row, column: 0 })
  if (what === 'column') goTo({ row: headRows - 1, column: active.column })
  return true
}

function reorder(acting: Acting, by: 1 | -1): boolean {
  const { props, layout, active, goTo } = acting
  const head = headAt(acting, active)
  if (head === undefined || props.onReorder === undefined) return false
  const before = neighbourToMove(props.heads, head.id, by)
  if (before === undefined) return true
  props.onReorder(head.id, before)
  const cell = headCellAt(layout.heads, active)!
  const passed = by === 1 ? cell.first + cell.span + 1 : cell.first
  const other = headCellAt(layout.heads, { row: active.row, column: passed })
  goTo({ row: active.row, column: Math.max(1, active.column + by * (other?.span ?? 1)) })
  return true
}

function resize({ props, layout, active, goTo }: Acting, by: 1 | -1): boolean {
  const { onResize, corner } = props
  const column = layout.heads.columns[active.column - 1]
  const [id, width] =
    active.column === 0
      ? [corner.id, layout.headWidth]
      : [column?.id, layout.widths[active.column - 1]]
  if (onResize === undefined || id === undefined || width === undefined) return false
  onResize(id, boundWidth(width + by * RESIZE_STEP))
  goTo(active, 'only-focus')
  return true
}

function open(acting: Acting, isAdding: boolean): boolean {
  const { props, active, layout, goTo, scroller } = acting
  const cell = findCell(scroller.current, active)
  if (cell === null) return false
  goTo(active, 'only-focus')
  if (active.row < layout.shape.headRows) {
    const head = headAt(acting, active) ?? (active.column === 0 ? props.corner : undefined)
    if (head?.canSort) props.onSort?.(head, isAdding)
    return true
  }
  const row = rowAt(acting, active)
  const canOpen = row?.isExpanded !== undefined || row?.kind === 'more'
  if (row && canOpen && (active.column === 0 || row.kind === 'more')) props.onToggle?.(row, cell)
  else act(acting, active)
  return true
}
