import { useSyncExternalStore } from 'react'
import type { Dropped } from './dropped.ts'

let current: Dropped | null = null
const listeners = new Set<() => void>()

/** A browser does not tell what is dragged before it is dropped; zones have to know. */
export function setDragged(dropped: Dropped | null): void {
  current = dropped
  for (const listener of listeners) listener()
}

export const readDragged = (): Dropped | null => current

/** What is being dragged, by pointer or by keyboard; null where nothing is. */
export const useDragged = (): Dropped | null =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, readDragged)
