import { useEffect, useRef } from 'react'
import type { Path } from '../../../../model/path.ts'
import { pathKey } from './builder-context.ts'

/** Takes the focus to the rule at a path once it is drawn there; where it is gone, to the one around it. */
export function useFocusRule(): (path: Path) => void {
  const wanted = useRef<Path | null>(null)
  useEffect(() => {
    const path = wanted.current
    if (path === null) return
    wanted.current = null
    const rules = [...document.querySelectorAll<HTMLElement>('[data-rule]')]
    for (let length = path.length; length >= 0; length--) {
      const key = pathKey(path.slice(0, length))
      const found = rules.find((rule) => rule.dataset['rule'] === key)
      if (found !== undefined) return found.focus()
    }
  })
  return (path) => {
    wanted.current = path
  }
}
