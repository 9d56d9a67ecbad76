import type { Client } from './client.ts'
import type { Input, Terminal } from './terminal.ts'

export interface CommandContext extends Terminal {
  readonly input: Input
  /** A client of the stores that `--data` or `--server` name; opened on first use. */
  readonly client: () => Promise<Client>
}

/** One command: how it is written and what it does. */
export interface Command {
  /** Behind the name: `DATASET FILE… [--kind KIND]`. */
  readonly usage: string
  readonly summary: string
  /** What `--help` says about each option. */
  readonly options: Readonly<Record<string, string>>
  /** Option names that take no value. */
  readonly flags?: readonly string[]
  /** Option names that can be given several times. */
  readonly repeated?: readonly string[]
  /** Fewest and most arguments. */
  readonly arguments: readonly [least: number, most: number]
  run(context: CommandContext): Promise<void>
}

/** Commands of two words, `identity simulate`, under the first of them. */
export interface CommandGroup {
  readonly summary: string
  readonly commands: Readonly<Record<string, Command>>
}
