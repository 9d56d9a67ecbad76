import { type RefObject, useEffect, useRef } from 'react'

/** What was focused may be taken away by whoever does so, here or elsewhere: then the page around it has the focus. */
export function useKeptFocus(place: RefObject<HTMLElement | null>, changed: unknown): void {
  const last = useRef<Element | null>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  useEffect(() => {
    // Menus give the focus back a little later; after that it is known whether it was lost.
    const timer = setTimeout(() => {
      const isLost = document.activeElement === document.body
      if (isLost && isGone(last.current)) nearest(place.current)?.focus()
    }, WAIT_MS)
    return () => clearTimeout(timer)
  }, [place, changed])
}

/** Taken out of the page, or a button that can no longer be pressed, such as the last undo. */
const isGone = (element: Element | null): boolean =>
  element !== null && (!element.isConnected || element.matches(':disabled'))

const WAIT_MS = 100

const nearest = (place: HTMLElement | null): HTMLElement | null =>
  place?.querySelector<HTMLElement>('[data-canvas]') ?? place
