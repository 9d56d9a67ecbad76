import type { RequestFailure } from '../model/answers/reports.ts'
import { printCsv } from '../model/table.ts'
import type { ReportResult } from '../query/reports/index.ts'
import type { CommandContext } from './command.ts'
import { listResults, throwFailures } from './failures.ts'
import { type Format, print } from './output.ts'

/** The options of commands that print results of reports. */
export const reportOptions = {
  format: 'F   json, csv or table (default on a terminal)',
  table: 'NAME   one of the tables of a result, for csv and table; csv: the main one unless told',
}

export type Answer<R extends ReportResult = ReportResult> = R | (R | RequestFailure)[]

/**
 * Prints the answer to one request or several: as JSON, as its tables below each other, or one of them
 * as CSV, for which the others are named on stderr. Errors: an AggregateError of requests that failed.
 */
export async function printReport(
  context: CommandContext,
  format: Format,
  request: unknown,
  answer: Answer,
): Promise<void> {
  if (format === 'json') print(context, format, answer, () => [])
  else {
    await printTables(context, format, request, answer)
    const warnings = listResults<ReportResult>(answer).flatMap(({ meta }) => meta.warnings)
    for (const warning of new Set(warnings)) context.stderr.write(`warning: ${warning}\n`)
  }
  throwFailures(answer)
}

async function printTables(
  context: CommandContext,
  format: 'csv' | 'table',
  request: unknown,
  answer: Answer,
): Promise<void> {
  const { chooseTable, tabulateResults } = await import('../query/reports/result-tables.ts')
  const tables = tabulateResults(listRequests(request), [answer].flat())
  const name = context.input.text('table')
  if (tables.length === 0) return
  const chosen = chooseTable(tables, name)
  if (format === 'table') {
    const shown = name === undefined ? tables : [chosen]
    return print(context, format, answer, () =>
      shown.map((table) => (tables.length > 1 ? { title: table.name, ...table } : table)),
    )
  }
  context.stdout.write(printCsv(chosen))
  const others = tables.filter((table) => table !== chosen).map((table) => table.name)
  if (name === undefined && others.length > 0) {
    context.stderr.write(`this is the table ${chosen.name}; --table ${others.join('|')}\n`)
  }
}

/** Requests come alone, in a list, or in a list beside their id. */
const listRequests = (request: unknown): unknown[] =>
  [(request as { readonly requests?: unknown } | null)?.requests ?? request].flat()
