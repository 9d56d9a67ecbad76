/** What was read from a lake and holds until it is forgotten. */
export interface LakeMemory {
  /** What `read` gave under this key, or gives now. A reading that fails is not remembered. */
  recall<T>(key: string, read: () => Promise<T>): Promise<T>
  /** Changes what is remembered under this key, if anything is. */
  change<T>(key: string, change: (known: T) => T): void
  forget(key: string): void
}

/** For a lake that nobody else writes to. */
export function createMemory(): LakeMemory {
  const remembered = new Map<string, Promise<unknown>>()
  return {
    recall<T>(key: string, read: () => Promise<T>): Promise<T> {
      const known = remembered.get(key)
      if (known !== undefined) return known as Promise<T>
      const reading = read()
      remembered.set(key, reading)
      reading.catch(() => remembered.delete(key))
      return reading
    },
    change<T>(key: string, change: (known: T) => T): void {
      const known = remembered.get(key) as Promise<T> | undefined
      if (known === undefined) return
      const changed = known.then(change)
      remembered.set(key, changed)
      changed.catch(() => remembered.delete(key))
    },
    forget: (key) => void remembered.delete(key),
  }
}

/** For a lake that others may change: all is read each time. */
export const noMemory: LakeMemory = {
  recall: (_, read) => read(),
  change: () => {},
  forget: () => {},
}
