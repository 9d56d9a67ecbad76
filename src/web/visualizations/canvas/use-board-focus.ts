import { useReactFlow } from '@xyflow/react'
import { useEffect, useRef, useState } from 'react'
import type { BoardMark } from './walk-board.ts'

/**
 * The mark that Tab goes to. What is not seen is not drawn: the drawing is moved there before it gets the
 * focus, and as long as it is not there the focus stays on the drawing.
 */
export function useBoardFocus(marks: readonly BoardMark[]) {
  const element = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const [wanted, setWanted] = useState<{ readonly id: string | null } | null>(null)
  const { setCenter, getZoom, flowToScreenPosition } = useReactFlow()
  const current = marks.some(({ id }) => id === at) ? at! : (marks[0]?.id ?? '')
  useEffect(() => {
    if (wanted === null) return
    const board = element.current
    const mark = marks.find(({ id }) => id === wanted.id)
    if (mark !== undefined && board !== null && !isSeen(board, flowToScreenPosition(mark))) {
      void setCenter(mark.x, mark.y, { zoom: getZoom() })
    }
    const frame = requestAnimationFrame(() => {
      const found =
        mark && board?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(mark.id)}"]`)
      ;(found ?? board)?.focus({ preventScroll: true })
      setWanted(null)
    })
    return () => cancelAnimationFrame(frame)
  }, [wanted, marks, setCenter, getZoom, flowToScreenPosition])
  return {
    element,
    current,
    onFocus: setAt,
    /** null: the drawing itself. */
    goTo: (id: string | null) => {
      if (id !== null) setAt(id)
      setWanted({ id })
    },
  }
}

function isSeen(board: Element, { x, y }: { readonly x: number; readonly y: number }): boolean {
  const { left, right, top, bottom } = board.getBoundingClientRect()
  return x > left + 40 && x < right - 40 && y > top + 20 && y < bottom - 20
}
