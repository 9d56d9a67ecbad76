import { type RefCallback, useLayoutEffect, useState } from 'react'
import type { Size } from './box.ts'

/** The room of an element in whole pixels, kept up to date; null until it is there and measured. */
export function useSize<T extends Element>(): readonly [RefCallback<T>, Size | null] {
  const [element, setElement] = useState<T | null>(null)
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    if (element === null) return
    const measure = () => {
      const { width, height } = element.getBoundingClientRect()
      const next = { width: Math.floor(width), height: Math.floor(height) }
      setSize((before) =>
        before?.width === next.width && before.height === next.height ? before : next,
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [setElement, size]
}
