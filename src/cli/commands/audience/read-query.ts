import type { CommandContext } from '../../command.ts'

/** The path of what belongs to an audience, with the options that were given. */
export function readQuery(
  { input }: CommandContext,
  what: 'members' | 'changes',
  names: readonly string[],
): string {
  const given = names.flatMap((name): [string, string][] => {
    const value = input.text(name)
    return value === undefined ? [] : [[name, value]]
  })
  const query = new URLSearchParams(given).toString()
  return `/audiences/${encodeURIComponent(input.positionals[0]!)}/${what}?${query}`
}
