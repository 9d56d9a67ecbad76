import { showControls, showControlsOfLines } from '../model/show-controls.ts'

/** Where a command reads from and writes to. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Output {
  write(text: string): unknown
  /** Writes what a terminal is to obey; there where nothing but our own words stand. */
  draw?(sequence: string): unknown
  readonly isTTY?: boolean
}

/**
 * A terminal to which names and texts of others can be written: none is obeyed, and none passes for another line.
 * What is written to stderr at once is one line. What a script reads from stdout is as it is.
 */
export function guardTerminal({ stdin, stdout, stderr, env }: Terminal): Terminal {
  return {
    stdin,
    env,
    stdout: outputTo(stdout, stdout.isTTY ? showControlsOfLines : (text) => text),
    stderr: outputTo(stderr, (text) => `${showControls(text.replace(/\n$/, ''))}\n`),
  }
}

const outputTo = (output: Output, show: (text: string) => string): Output => ({
  write: (text) => output.write(show(text)),
  draw: (sequence) => output.write(sequence),
  ...(output.isTTY !== undefined && { isTTY: output.isTTY }),
})

/** What was typed behind a command's name. */
export interface Input {
  readonly positionals: readonly string[]
  /** Options by name; undefined where they were not given. */
  text(name: string): string | undefined
  /** Every value of an option that can be given several times. */
  all(name: string): readonly string[]
  has(name: string): boolean
}

/** Wrong usage: exit code 2. */
export class UsageError extends Error {}
