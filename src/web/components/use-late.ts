import { useEffect, useState } from 'react'

/** True once `isOn` has been true for that long; at once false again. */
export function useLate(isOn: boolean, delayMs = 300): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const timer = setTimeout(() => setLate(true), delayMs)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [isOn, delayMs])
  return isOn && isLate
}
