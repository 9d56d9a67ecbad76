import { useEffect, useSyncExternalStore } from 'react'
import type { Command } from './command.ts'

const registered = new Map<symbol, readonly Command[]>()
const listeners = new Set<() => void>()
let all: readonly Command[] = []

function tell(): void {
  all = [...registered.values()].flat()
  for (const listener of listeners) listener()
}

/** Offers commands as long as who uses it is shown. The list is to be the same until it changes (`useMemo`). */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const key = Symbol('commands')
    registered.set(key, commands)
    tell()
    return () => {
      registered.delete(key)
      tell()
    }
  }, [commands])
}

/** All commands that are offered now. */
export const useAllCommands = (): readonly Command[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => all,
  )
