import { useRef, useState } from 'react'

interface Kept<T> {
  readonly past: readonly T[]
  readonly future: readonly T[]
}

/** Steps that can be undone. */
const MOST_STEPS = 200
/** Changes that come so soon after each other are one step, as letters of a word. */
const SAME_STEP_MS = 800

/** What a part of a draft was before, while it is edited: `write` puts another one in its place. */
export function useSteps<T>(present: T, write: (next: T) => void) {
  const [{ past, future }, keep] = useState<Kept<T>>({ past: [], future: [] })
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  const put = (next: T, isSameStep: boolean) => {
    const before = isSameStep ? past : [...past, present].slice(-MOST_STEPS)
    keep({ past: before, future: [] })
    write(next)
  }
  return {
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    /** What is typed. */
    change(next: T) {
      const now = performance.now()
      const isSoon = now - changedAt.current < SAME_STEP_MS
      changedAt.current = now
      put(next, isSoon)
    },
    /** A step of its own. */
    edit(next: T) {
      changedAt.current = Number.NEGATIVE_INFINITY
      put(next, false)
    },
    undo() {
      const before = past.at(-1)
      if (before === undefined) return
      keep({ past: past.slice(0, -1), future: [present, ...future] })
      write(before)
    },
    redo() {
      const [next, ...rest] = future
      if (next === undefined) return
      keep({ past: [...past, present], future: rest })
      write(next)
    },
  }
}
