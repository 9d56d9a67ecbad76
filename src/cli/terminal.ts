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
