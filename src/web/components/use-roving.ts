import { getOwn } from '../../model/own.ts'
import { type KeyboardEvent, useRef, useState } from 'react'

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** One tab stop for many elements: arrow keys, Home and End walk those under the root in the order of `keys`. */
export function useRoving<Root extends Element>(keys: readonly string[]) {
  const root = useRef<Root>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const current = chosen !== null && keys.includes(chosen) ? chosen : keys[0]
  const onKeyDown = (event: KeyboardEvent) => {
    const step = getOwn(steps, event.key)
    const from = keys.indexOf(current ?? '')
    if (step === undefined || from < 0) return
    const next = keys[Math.min(keys.length - 1, Math.max(0, from + step))]
    const named = `[data-walked="${CSS.escape(next ?? '')}"]`
    root.current?.querySelector<HTMLElement | SVGElement>(named)?.focus()
    event.preventDefault()
    event.stopPropagation()
  }
  const walked = (key: string) => ({
    'data-walked': key,
    tabIndex: key === current ? 0 : -1,
    onFocus: () => setChosen(key),
  })
  return { root, onKeyDown, walked }
}
