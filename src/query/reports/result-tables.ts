import { ThroughlineError } from '../../model/errors.ts'
import type { Table } from '../../model/table.ts'
import { isReportKind, reportKinds, type ReportResult } from './index.ts'
import type { TabulateReport } from './parts/table.ts'

/** Results, and failures between them, in the order of their requests. */
type Answers = readonly (ReportResult | { readonly error: unknown })[]

/**
 * The tables of results of requests as they were written, each request's main one first. Of several
 * requests the names begin with their places from 1: `2.links`. A failure has none.
 */
export function tabulateResults(requests: readonly unknown[], answers: Answers): readonly Table[] {
  return answers.flatMap((answer, index) => {
    const kind = (requests[index] as { readonly kind?: unknown } | null)?.kind
    if ('error' in answer || !isReportKind(kind)) return []
    const tabulate = reportKinds[kind].tables as TabulateReport<ReportResult>
    const place = answers.length > 1 ? `${index + 1}.` : ''
    return tabulate(answer).map((table) => ({ ...table, name: `${place}${table.name}` }))
  })
}

/** One of the tables; without a name the first. Errors: request/unknown-component. */
export function chooseTable(tables: readonly Table[], name: string | undefined): Table {
  const found = name === undefined ? tables[0] : tables.find((table) => table.name === name)
  if (found) return found
  const allowed = tables.map((table) => table.name)
  throw new ThroughlineError('request/unknown-component', { type: 'table', id: name, allowed })
}
