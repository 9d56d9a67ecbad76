import { showControlsOfLines } from '../model/show-controls.ts'
import type { CommandContext } from './command.ts'
import { printTable, type TextTable } from './table.ts'
import { UsageError } from './terminal.ts'

export type Format = 'json' | 'csv' | 'table'

/** `--format`, else a table for people on a terminal and JSON for everything else. */
export function chooseFormat<F extends Format>(
  { input, stdout }: CommandContext,
  allowed: readonly F[],
): F | 'json' | 'table' {
  const given = input.text('format')
  if (given === undefined) return stdout.isTTY ? 'table' : 'json'
  const found = allowed.find((format) => format === given)
  if (found) return found
  throw new UsageError(`--format is ${allowed.join(' or ')}, not ${given}`)
}

/** Letters that terminals obey are written as JSON can write them, too. */
export const printJson = (value: unknown): string =>
  showControlsOfLines(JSON.stringify(value, null, 2) ?? 'null')

/** Prints a result as JSON, or as the tables that stand for it. */
export function print(
  { stdout }: CommandContext,
  format: 'json' | 'table',
  value: unknown,
  tables: () => readonly TextTable[],
): void {
  if (format === 'json') stdout.write(`${printJson(value)}\n`)
  else stdout.write(tables().map(printTable).join('\n'))
}
