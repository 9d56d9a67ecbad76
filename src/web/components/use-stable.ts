import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function at every drawing, that does what the latest one does: what takes it need not be drawn again. */
export function useStable<A extends readonly unknown[]>(run: (...args: A) => void) {
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  return useCallback((...args: A) => latest.current(...args), [])
}
