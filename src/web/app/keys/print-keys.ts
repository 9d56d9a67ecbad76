import { getOwn } from '../../../model/own.ts'
const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

const names: Readonly<Record<string, readonly [other: string, mac: string]>> = {
  $mod: ['Ctrl', '⌘'],
  Shift: ['Shift', '⇧'],
  Alt: ['Alt', '⌥'],
  Enter: ['Enter', '↩'],
  Escape: ['Esc', 'Esc'],
}

/** `$mod+Shift+z` → `['Ctrl', 'Shift', 'Z']`; keys that are pressed one after the other stand for themselves. */
export const printKeys = (keys: string, mac = isMac()): readonly string[] =>
  keys.split(/[+ ]/).map((key) => getOwn(names, key)?.[mac ? 1 : 0] ?? key.toUpperCase())
