import { useSyncExternalStore } from 'react'

/** Keys of components that this person has marked, or used last. */
interface KeptList {
  readonly use: () => readonly string[]
  readonly set: (keys: readonly string[]) => void
  readonly read: () => readonly string[]
}

function keepList(name: string): KeptList {
  const key = `throughline.rail.${name}`
  const listeners = new Set<() => void>()
  let known: readonly string[] | null = null
  const read = () => (known ??= readTexts(localStorage.getItem(key)))
  return {
    read,
    set: (keys) => {
      known = keys
      localStorage.setItem(key, JSON.stringify(keys))
      for (const listener of listeners) listener()
    },
    use: () =>
      useSyncExternalStore((listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }, read),
  }
}

function readTexts(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  } catch {
    return []
  }
}

const MOST_RECENT = 5

export const favourites = keepList('favourites')
export const recent = keepList('recent')

/** The last one used comes first. */
export const noteUse = (key: string): void =>
  recent.set([key, ...recent.read().filter((each) => each !== key)].slice(0, MOST_RECENT))

export function toggleFavourite(key: string): void {
  const kept = favourites.read()
  favourites.set(kept.includes(key) ? kept.filter((each) => each !== key) : [...kept, key])
}
