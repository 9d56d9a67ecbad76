import type { ParseArgsConfig } from 'node:util'
import type { Client } from './client.ts'

/** Where a command reads from and writes to. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
}

export type OptionTypes = NonNullable<ParseArgsConfig['options']>

/** What was typed behind the command's name. */
export interface Input {
  readonly positionals: readonly string[]
  /** Options by name; undefined where they were not given. */
  text(name: string): string | undefined
  has(name: string): boolean
}

export interface CommandContext extends Terminal {
  readonly input: Input
  /** A client of the stores that `--data` or `--server` name; opened on first use. */
  readonly client: () => Promise<Client>
}

/** One command: how it is written and what it does. It gives the exit code, or nothing for 0. */
export interface Command {
  /** Behind the name: `DATASET FILE… [--kind KIND]`. */
  readonly usage: string
  readonly summary: string
  /** What `--help` says about each option. */
  readonly options: Readonly<Record<string, string>>
  /** Option names that take no value. */
  readonly flags?: readonly string[]
  /** Fewest and most arguments. */
  readonly arguments: readonly [least: number, most: number]
  run(context: CommandContext): Promise<void>
}

/** Wrong usage: exit code 2. */
export class UsageError extends Error {}
