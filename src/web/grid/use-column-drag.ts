import { type PointerEvent as ReactPointerEvent, useState } from 'react'
import { boundWidth } from './geometry.ts'
import type { GridProps } from './grid-props.ts'
import { siblingsOf } from './head-layout.ts'

/** Where a head would go: the side of a sibling, and the pixels of the line that shows it. */
export interface DropLine {
  readonly before: string | null
  readonly left: number
}

const THRESHOLD = 5

/** Follows the pointer until it is let go; Escape takes back what was done. */
function follow(onMove: (event: PointerEvent) => void, onEnd: (isKept: boolean) => void): void {
  const end = (isKept: boolean) => {
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', keep)
    window.removeEventListener('pointercancel', drop)
    window.removeEventListener('keydown', escape, true)
    onEnd(isKept)
  }
  const keep = () => end(true)
  const drop = () => end(false)
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end(false)
  }
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', keep)
  window.addEventListener('pointercancel', drop)
  window.addEventListener('keydown', escape, true)
}

/** Resizing columns by their borders: the width while it is dragged, and how to start. */
export function useResizing(onResize: GridProps['onResize'], isRightToLeft: boolean) {
  const [draft, setDraft] = useState<Readonly<Record<string, number>>>({})
  const start = (event: ReactPointerEvent, id: string, width: number) => {
    const from = event.clientX
    let to = width
    follow(
      (move) => {
        to = boundWidth(width + (move.clientX - from) * (isRightToLeft ? -1 : 1))
        setDraft({ [id]: to })
      },
      (isKept) => {
        if (isKept && to !== width) onResize?.(id, to)
        setDraft({})
      },
    )
  }
  return { draft, startResizing: start }
}

/** Dragging heads among their siblings: where one would go now, and how to start. */
export function useReordering({ heads, onReorder }: Pick<GridProps, 'heads' | 'onReorder'>) {
  const [dropLine, setDropLine] = useState<DropLine | null>(null)
  const start = (event: ReactPointerEvent, id: string, scroller: HTMLElement) => {
    if (onReorder === undefined) return
    const from = event.clientX
    let line: DropLine | null = null
    follow(
      (move) => {
        const isFar = Math.abs(move.clientX - from) >= THRESHOLD
        line = isFar ? findDropLine(scroller, heads, id, move) : null
        setDropLine(line)
      },
      (isKept) => {
        if (isKept && line !== null && line.before !== id) onReorder(id, line.before)
        setDropLine(null)
      },
    )
  }
  return { dropLine, startReordering: start }
}

function findDropLine(
  scroller: HTMLElement,
  heads: GridProps['heads'],
  id: string,
  { clientX }: PointerEvent,
): DropLine | null {
  const siblings = siblingsOf(heads, id)
  for (const [index, sibling] of siblings.entries()) {
    const element = scroller.querySelector(`[data-head="${CSS.escape(sibling.id)}"]`)
    const box = element?.getBoundingClientRect()
    if (box === undefined || clientX < box.left || clientX > box.right) continue
    const isRightToLeft = getComputedStyle(scroller).direction === 'rtl'
    const isLeftHalf = clientX < box.left + box.width / 2
    const isBefore = isLeftHalf !== isRightToLeft
    return {
      before: isBefore ? sibling.id : (siblings[index + 1]?.id ?? null),
      left: (isLeftHalf ? box.left : box.right) - scroller.getBoundingClientRect().left,
    }
  }
  return null
}
