import { useEffect, useState } from 'react'

/** A value once it has stayed the same for that long. */
export function useDelayed<T>(value: T, delayMs = 250): T {
  const [delayed, setDelayed] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), delayMs)
    return () => clearTimeout(timer)
  }, [value, delayMs])
  return delayed
}
