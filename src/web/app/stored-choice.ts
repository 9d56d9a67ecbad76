import { useSyncExternalStore } from 'react'

/** One of a few values that is remembered in this browser, and the same in all of its parts. */
export interface StoredChoice<T extends string> {
  readonly choices: readonly T[]
  readonly use: () => readonly [T, (next: T) => void]
}

/** The first choice holds until another is made. */
export function storeChoice<T extends string>(
  name: string,
  choices: readonly [T, ...T[]],
): StoredChoice<T> {
  const key = `throughline.${name}`
  const listeners = new Set<() => void>()
  const read = (): T => choices.find((each) => each === localStorage.getItem(key)) ?? choices[0]
  const write = (next: T): void => {
    localStorage.setItem(key, next)
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return { choices, use: () => [useSyncExternalStore(subscribe, read), write] }
}
