import { useSyncExternalStore } from 'react'

export const colorSchemes = ['system', 'light', 'dark'] as const
export type ColorScheme = (typeof colorSchemes)[number]

const storageKey = 'throughline.color-scheme'
const listeners = new Set<() => void>()

const isColorScheme = (value: unknown): value is ColorScheme =>
  colorSchemes.some((scheme) => scheme === value)

function read(): ColorScheme {
  const stored = localStorage.getItem(storageKey)
  return isColorScheme(stored) ? stored : 'system'
}

function write(scheme: ColorScheme): void {
  localStorage.setItem(storageKey, scheme)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Light, dark, or what the system says; remembered in this browser. */
export function useColorScheme(): [ColorScheme, (scheme: ColorScheme) => void] {
  return [useSyncExternalStore(subscribe, read), write]
}
