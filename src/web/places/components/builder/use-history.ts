import { useCallback, useState } from 'react'

interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
}

/** Steps that can be undone. */
const MOST_STEPS = 200

/** A value with what it was before. `isSameStep` joins a change to the one before it, as letters of a word. */
export function useHistory<T>(initial: T) {
  const [{ past, present, future }, set] = useState<History<T>>({
    past: [],
    present: initial,
    future: [],
  })
  const undo = useCallback(
    () =>
      set((now) => {
        const before = now.past.at(-1)
        if (before === undefined) return now
        const future = [now.present, ...now.future]
        return { past: now.past.slice(0, -1), present: before, future }
      }),
    [],
  )
  const redo = useCallback(
    () =>
      set((now) => {
        const [next, ...rest] = now.future
        if (next === undefined) return now
        return { past: [...now.past, now.present], present: next, future: rest }
      }),
    [],
  )
  return {
    present,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change: (next: T, isSameStep: (before: T) => boolean = () => false) =>
      set((now) => {
        const joined = now.past.length > 0 && isSameStep(now.present)
        const before = joined ? now.past : [...now.past, now.present].slice(-MOST_STEPS)
        return { past: before, present: next, future: [] }
      }),
    undo,
    redo,
  }
}
