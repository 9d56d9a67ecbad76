import { useEffect, useRef } from 'react'
import type { Path } from '../../../model/path.ts'

export const placeKey = (path: Path): string => JSON.stringify(path)

/** Takes the focus to the handle of a card or row once it is drawn at its new place. */
export function useFocusPlace(): (path: Path) => void {
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    const key = wanted.current
    if (key === null) return
    wanted.current = null
    const handles = [...document.querySelectorAll<HTMLElement>('[data-place]')]
    handles.find(({ dataset }) => dataset['place'] === key)?.focus()
  })
  return (path) => {
    wanted.current = placeKey(path)
  }
}
