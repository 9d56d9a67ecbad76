import { type RefObject, useLayoutEffect, useRef } from 'react'

/** The drawing inside a box that scrolls: where it gets more columns, these are scrolled to. */
export function useGrownEnd(
  columns: number,
  growing: 'before' | 'after',
): RefObject<HTMLDivElement | null> {
  const drawing = useRef<HTMLDivElement>(null)
  const drawn = useRef(columns)
  useLayoutEffect(() => {
    const box = drawing.current?.parentElement
    const isGrown = columns > drawn.current
    drawn.current = columns
    if (box && isGrown) box.scrollLeft = growing === 'after' ? box.scrollWidth : 0
  }, [columns, growing])
  return drawing
}
