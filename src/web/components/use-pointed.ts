import { useState } from 'react'

/** Whether an element is pointed at, and what it needs to know so. */
export function usePointed() {
  const [isPointed, setPointed] = useState(false)
  return {
    isPointed,
    pointing: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
    },
  }
}
