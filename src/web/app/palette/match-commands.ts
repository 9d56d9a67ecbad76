import type { Command } from '../commands/command.ts'

/** Commands under a heading, the best first. */
export interface CommandGroup {
  readonly name: string
  readonly commands: readonly Command[]
}

const MOST_IN_GROUP = 8

/**
 * The commands whose name holds every word that is searched for, in groups: those first whose name begins so, then
 * those with a word that does. The groups keep the order of their first commands.
 */
export function matchCommands(commands: readonly Command[], text: string): readonly CommandGroup[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, { command: Command; rank: number }[]>()
  for (const command of commands) {
    const rank = rankOf(command, words)
    if (rank === null || command.isDisabled) continue
    const group = groups.get(command.group) ?? []
    groups.set(command.group, [...group, { command, rank }])
  }
  return [...groups].map(([name, found]) => ({
    name,
    commands: found
      .toSorted((one, other) => one.rank - other.rank)
      .slice(0, MOST_IN_GROUP)
      .map(({ command }) => command),
  }))
}

/** 0 best; null where it does not match. */
function rankOf({ name, hint = '' }: Command, words: readonly string[]): number | null {
  const lower = name.toLocaleLowerCase()
  const whole = `${lower} ${hint.toLocaleLowerCase()}`
  if (!words.every((word) => whole.includes(word))) return null
  const [first] = words
  if (first === undefined) return 0
  if (lower.startsWith(first)) return 0
  return lower.includes(` ${first}`) ? 1 : 2
}
