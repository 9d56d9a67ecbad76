import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { scrollToShow } from './geometry.ts'
import { firstBodyRow, type GridShape, type Position } from './grid-model.ts'
import { headCellAt } from './head-layout.ts'
import { clampPosition } from './navigation.ts'
import { extendTo, type Selection, selectMore, selectOnly } from './selection.ts'
import type { GridLayout } from './use-grid-layout.ts'

interface Chosen {
  readonly active: Position
  readonly selection: Selection
}

/** How a position becomes the active one. */
export type Going = 'alone' | 'extending' | 'adding' | 'only-focus'

const atStart = { row: 1, column: 1 }

/** Where the focus is and what is selected. */
export function useChosen() {
  const [chosen, setChosen] = useState<Chosen>({
    active: atStart,
    selection: selectOnly(atStart),
  })
  /** Rises whenever the active cell is to be focused. */
  const [wanted, setWanted] = useState(0)
  const goTo = useCallback((active: Position, going: Going = 'alone') => {
    setChosen(({ selection }) => ({ active, selection: select(selection, active, going) }))
    setWanted((count) => count + 1)
  }, [])
  const refocus = useCallback(() => setWanted((count) => count + 1), [])
  return { chosen, wanted, goTo, refocus }
}

function select(before: Selection, to: Position, going: Going): Selection {
  if (going === 'extending') return extendTo(before, to)
  if (going === 'adding') return selectMore(before, to)
  return going === 'alone' ? selectOnly(to) : before
}

/** The chosen cells as far as they are there. */
export function boundChosen({ active, selection }: Chosen, { heads, shape }: GridLayout): Chosen {
  const bound = (at: Position) => clampPosition(at, shape, heads)
  const { anchor, head, kept } = selection
  return {
    active: bound(active),
    selection: {
      anchor: bound(anchor),
      head: bound(head),
      kept: kept.map(([from, to]) => [bound(from), bound(to)] as const),
    },
  }
}

/** The drawn cell at a position. */
export const findCell = (
  scroller: HTMLElement | null,
  { row, column }: Position,
): HTMLElement | null =>
  scroller?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null

/** Focuses the active cell whenever that is wanted, and when what had the focus is gone. */
export function useFocus(
  scroller: RefObject<HTMLElement | null>,
  layout: GridLayout,
  active: Position,
  wanted: number,
  isRightToLeft: boolean,
) {
  const done = useRef(wanted)
  const isInside = useRef(false)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const isLost = isInside.current && document.activeElement === document.body
    if (done.current === wanted && !isLost) return
    if (done.current !== wanted) reveal(element, layout, active, isRightToLeft)
    done.current = wanted
    findCell(element, active)?.focus({ preventScroll: true })
  })
  useLayoutEffect(() => {
    const element = scroller.current
    const leave = (event: Event) => {
      if (!(event.target instanceof Node && element?.contains(event.target))) {
        isInside.current = false
      }
    }
    const enter = () => {
      isInside.current = true
    }
    element?.addEventListener('focusin', enter)
    document.addEventListener('focusin', leave)
    document.addEventListener('pointerdown', leave)
    return () => {
      element?.removeEventListener('focusin', enter)
      document.removeEventListener('focusin', leave)
      document.removeEventListener('pointerdown', leave)
    }
  }, [scroller])
}

function reveal(
  element: HTMLElement,
  layout: GridLayout,
  { row, column }: Position,
  isRightToLeft: boolean,
): void {
  const { shape, rowHeight, stickyHeight, headWidth } = layout
  const index = row - firstBodyRow(shape)
  if (index >= 0) {
    const item = { start: stickyHeight + index * rowHeight, size: rowHeight }
    const view = { start: element.scrollTop, size: element.clientHeight }
    element.scrollTop = scrollToShow(item, view, stickyHeight)
  }
  const item = columnSpan(layout, { row, column })
  if (item === null) return
  const view = { start: Math.abs(element.scrollLeft), size: element.clientWidth }
  const to = scrollToShow(item, view, headWidth)
  element.scrollLeft = isRightToLeft ? -to : to
}

function columnSpan({ heads, shape, starts }: GridLayout, at: Position) {
  if (at.column === 0) return null
  const head = isHead(at, shape) ? headCellAt(heads, at) : undefined
  const [first, span] = head ? [head.first, head.span] : [at.column - 1, 1]
  return { start: starts[first]!, size: starts[first + span]! - starts[first]! }
}

const isHead = ({ row }: Position, { headRows }: GridShape): boolean => row < headRows
