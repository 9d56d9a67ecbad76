import { useState } from 'react'

/**
 * Lets a combo box be empty again after a choice: it starts anew, has the focus for the next one,
 * and opens on typing or the arrow key only until it is left.
 */
export function useEmptied() {
  const [count, setCount] = useState(0)
  const [isNew, setNew] = useState(false)
  return {
    key: count,
    empty() {
      setCount(count + 1)
      setNew(true)
    },
    props: {
      autoFocus: isNew,
      menuTrigger: isNew ? ('input' as const) : ('focus' as const),
      onBlur: () => setNew(false),
    },
  }
}
