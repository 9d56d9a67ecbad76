import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { useAllCommands } from '../commands/command-registry.ts'
import { mapKeys } from './key-map.ts'

/** Listens to the keys of all commands that there are at the time. */
export function useKeys(): void {
  const commands = useAllCommands()
  useEffect(() => tinykeys(window, { ...mapKeys(commands) }), [commands])
}
