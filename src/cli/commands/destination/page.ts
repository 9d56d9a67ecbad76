import type { CommandContext } from '../../command.ts'

/** The address of something of the destination that is the first argument. */
export const pathOf = ({ input }: CommandContext, rest: string): string =>
  `/destinations/${encodeURIComponent(input.positionals[0]!)}${rest}`

/** The options that were given, as a query. */
export const readPage = ({ input }: CommandContext, names: readonly string[]): string =>
  new URLSearchParams(
    names.flatMap((name): [string, string][] => {
      const given = input.text(name)
      return given === undefined ? [] : [[name, given]]
    }),
  ).toString()
