import type { Position } from './grid-model.ts'

const EDGE = 24
const SPEED = 12

/** The position of the cell that an element is or is in; null outside. */
export function positionOf(target: EventTarget | null): Position | null {
  const cell = target instanceof Element ? target.closest('[data-row]') : null
  if (!(cell instanceof HTMLElement)) return null
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) }
}

/** Calls back with each cell that a pressed pointer comes to, scrolling at the edges, until it is let go. */
export function followCells(scroller: HTMLElement, onCell: (at: Position) => void): void {
  let pointer: PointerEvent | null = null
  let frame = 0
  const look = () => {
    if (pointer === null) return
    scrollAtEdges(scroller, pointer)
    const at = positionOf(document.elementFromPoint(pointer.clientX, pointer.clientY))
    if (at !== null && scroller.contains(document.activeElement)) onCell(at)
    frame = requestAnimationFrame(look)
  }
  const move = (event: PointerEvent) => {
    const isFirst = pointer === null
    pointer = event
    if (isFirst) frame = requestAnimationFrame(look)
  }
  const end = () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', end)
    window.removeEventListener('pointercancel', end)
  }
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', end)
  window.addEventListener('pointercancel', end)
}

function scrollAtEdges(scroller: HTMLElement, { clientX, clientY }: PointerEvent): void {
  const { left, right, top, bottom } = scroller.getBoundingClientRect()
  if (clientY > bottom - EDGE) scroller.scrollTop += SPEED
  if (clientY < top + EDGE) scroller.scrollTop -= SPEED
  if (clientX > right - EDGE) scroller.scrollLeft += SPEED
  if (clientX < left + EDGE) scroller.scrollLeft -= SPEED
}
