import { useState } from 'react'

/**
 * Keeps showing what was there when a list was opened until it is closed: what arrives meanwhile would
 * move or close it. `onChoosing` belongs into `Choosing` around the lists.
 */
export function useHeld<T>(latest: T) {
  const [held, setHeld] = useState<{ readonly list: string; readonly shown: T }>()
  const onChoosing = (list: string, isOpen: boolean) =>
    setHeld((before) => {
      if (isOpen) return { list, shown: before?.shown ?? latest }
      return before?.list === list ? undefined : before
    })
  return { shown: held === undefined ? latest : held.shown, onChoosing }
}
