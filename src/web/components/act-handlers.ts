import type { KeyboardEvent, MouseEvent } from 'react'

type OnAct = (element: Element) => void

/** The keys that open a menu of what has the focus. */
export const isMenuKey = ({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean =>
  key === 'ContextMenu' || (key === 'F10' && shiftKey)

/** Opens what can be done with an element by right click and by the keys of menus; nothing without `onAct`. */
export function actHandlers(onAct: OnAct | undefined) {
  if (onAct === undefined) return {}
  return {
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault()
      onAct(event.currentTarget)
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!isMenuKey(event)) return
      event.preventDefault()
      event.stopPropagation()
      onAct(event.currentTarget)
    },
  }
}
