import { printCsv } from '../model/table.ts'
import type { ReportResult } from '../query/reports/index.ts'
import type { CommandContext } from './command.ts'
import { type Format, print } from './output.ts'

/** The options of commands that print results of reports. */
export const reportOptions = {
  format: 'F   json, csv or table (default on a terminal)',
  table: 'NAME   one of the tables of a result, for csv and table; csv: the main one unless told',
}

/**
 * Prints the answer to one request or several: as JSON, as its tables below each other, or one of them
 * as CSV, for which the others are named on stderr.
 */
export async function printReport(
  context: CommandContext,
  format: Format,
  request: unknown,
  answer: ReportResult | readonly ReportResult[],
): Promise<void> {
  if (format === 'json') return print(context, format, answer, () => [])
  const { chooseTable, tabulateResults } = await import('../query/reports/result-tables.ts')
  const tables = tabulateResults(kindsOf(request), [answer].flat())
  const name = context.input.text('table')
  if (format === 'table') {
    const shown = name === undefined ? tables : [chooseTable(tables, name)]
    return print(context, format, answer, () =>
      shown.map((table) => (tables.length > 1 ? { title: table.name, ...table } : table)),
    )
  }
  const chosen = chooseTable(tables, name)
  context.stdout.write(printCsv(chosen))
  const others = tables.filter((table) => table !== chosen).map((table) => table.name)
  if (name === undefined && others.length > 0) {
    context.stderr.write(`this is the table ${chosen.name}; --table ${others.join('|')}\n`)
  }
}

/** Requests come alone, in a list, or in a list beside their id. */
function kindsOf(request: unknown): unknown[] {
  const listed = (request as { readonly requests?: unknown } | null)?.requests ?? request
  return [listed].flat().map((one) => (one as { readonly kind?: unknown } | null)?.kind)
}
