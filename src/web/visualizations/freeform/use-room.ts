import { type RefObject, useLayoutEffect, useState } from 'react'

/** Pixels: without a frame that scrolls. */
const FREE = 600
/** What stands below the grid: its line, and what was read. */
const BELOW = 64
const LEAST = 160

/** How high a grid may be, so that it scrolls by itself and not with what is around it. */
export function useRoom(element: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(FREE)
  useLayoutEffect(() => {
    const frame = findScroller(element.current?.parentElement ?? null)
    if (frame === null) return
    const measure = () => setRoom(Math.max(LEAST, frame.clientHeight - BELOW))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(frame)
    return () => observer.disconnect()
  }, [element])
  return room
}

/** The nearest element around that scrolls; null where that is the page. */
function findScroller(element: HTMLElement | null): HTMLElement | null {
  if (element === null || element === document.body) return null
  const { overflowY } = getComputedStyle(element)
  const doesScroll = overflowY === 'auto' || overflowY === 'scroll'
  return doesScroll ? element : findScroller(element.parentElement)
}
