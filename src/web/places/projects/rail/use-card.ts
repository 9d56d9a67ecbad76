import { type FocusEvent, type KeyboardEvent, useEffect, useState } from 'react'

/** So long is pointed at a component, or is it focused by keyboard, before its card is shown. */
const DELAY_MS = 400

/** Whether the card of a component is shown, and what its row needs for it; Escape hides it. */
export function useCard(isAllowed: boolean) {
  const [isMeant, setMeant] = useState(false)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (!isMeant || !isAllowed) return setOpen(false)
    const timer = setTimeout(() => setOpen(true), DELAY_MS)
    return () => clearTimeout(timer)
  }, [isMeant, isAllowed])
  return {
    isOpen,
    close: () => setMeant(false),
    row: {
      onPointerEnter: () => setMeant(true),
      onPointerLeave: () => setMeant(false),
      onPointerDown: () => setMeant(false),
      onFocus: ({ target }: FocusEvent) => {
        if (target.matches(':focus-visible')) setMeant(true)
      },
      onBlur: () => setMeant(false),
      onKeyDown: ({ key }: KeyboardEvent) => {
        if (key === 'Escape') setMeant(false)
      },
    },
  }
}
