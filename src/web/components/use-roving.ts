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

/** Which element a key leads to from another; none where it leads nowhere. */
type Walk = (from: number, key: string) => number | undefined

/**
 * One tab stop for many elements: arrow keys, Home and End walk those under the root, in the order of `keys` unless
 * `walk` says otherwise.
 */
export function useRoving<Root extends Element>(
  keys: readonly string[],
  walk: Walk = walkInOrder(keys.length),
) {
  const root = useRef<Root>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const current = chosen !== null && keys.includes(chosen) ? chosen : keys[0]
  const onKeyDown = (event: KeyboardEvent) => {
    const from = keys.indexOf(current ?? '')
    const to = from < 0 ? undefined : walk(from, event.key)
    if (to === undefined) return
    const named = `[data-walked="${CSS.escape(keys[to] ?? '')}"]`
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

const walkInOrder =
  (count: number): Walk =>
  (from, key) => {
    const step = getOwn(steps, key)
    return step === undefined ? undefined : Math.min(count - 1, Math.max(0, from + step))
  }
