import { getOwn } from '../../model/own.ts'
import type { Step } from './navigation.ts'

/** What a key does in a grid. */
export type Command =
  | { readonly kind: 'move'; readonly step: Step; readonly isExtending: boolean }
  | { readonly kind: 'select'; readonly what: 'row' | 'column' | 'all' | 'none' }
  | { readonly kind: 'copy'; readonly withHeads: boolean }
  | { readonly kind: 'reorder' | 'resize'; readonly by: 1 | -1 }
  | { readonly kind: 'open'; readonly isAdding: boolean }
  | { readonly kind: 'act' }

export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'before',
  ArrowRight: 'after',
  Home: 'row-start',
  End: 'row-end',
  PageUp: 'page-up',
  PageDown: 'page-down',
}

const farSteps: Readonly<Record<string, Step>> = {
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  ArrowLeft: 'row-start',
  ArrowRight: 'row-end',
  Home: 'first',
  End: 'last',
}

const mirrored: Readonly<Record<string, string>> = {
  ArrowLeft: 'ArrowRight',
  ArrowRight: 'ArrowLeft',
}

/** null for keys that the grid leaves to others. */
export function readKey(pressed: PressedKey, isRightToLeft: boolean): Command | null {
  const key = isRightToLeft ? (getOwn(mirrored, pressed.key) ?? pressed.key) : pressed.key
  const isFar = pressed.ctrlKey || pressed.metaKey
  if (pressed.altKey) return isFar ? null : readColumnKey(key, pressed.shiftKey)
  const step = getOwn<(typeof steps)[string]>(isFar ? farSteps : steps, key)
  if (step !== undefined) return { kind: 'move', step, isExtending: pressed.shiftKey }
  return isFar ? readFarKey(key, pressed.shiftKey) : readPlainKey(key, pressed.shiftKey)
}

function readColumnKey(key: string, isResizing: boolean): Command | null {
  const kind = isResizing ? 'resize' : 'reorder'
  if (key === 'ArrowLeft') return { kind, by: -1 }
  return key === 'ArrowRight' ? { kind, by: 1 } : null
}

function readFarKey(key: string, isShifted: boolean): Command | null {
  if (key.toLowerCase() === 'c') return { kind: 'copy', withHeads: isShifted }
  if (key === 'a') return { kind: 'select', what: 'all' }
  return key === ' ' ? { kind: 'select', what: 'column' } : null
}

function readPlainKey(key: string, isShifted: boolean): Command | null {
  if (key === 'ContextMenu' || (key === 'F10' && isShifted)) return { kind: 'act' }
  if (key === 'Enter') return { kind: 'open', isAdding: isShifted }
  if (key === 'Escape') return { kind: 'select', what: 'none' }
  return key === ' ' && isShifted ? { kind: 'select', what: 'row' } : null
}
