import { compareTables } from '../parts/compared-tables.ts'
import { buildTable, type TabulateReport } from '../parts/table.ts'
import type { RetentionResult } from './request.ts'

/** A row per bracket of each series. */
export const tabulateRetention: TabulateReport<RetentionResult> = (result) =>
  compareTables(result, ({ series }) => {
    const rows = series.flatMap(({ brackets, ...one }) =>
      brackets.map((bracket) => ({ ...one, ...bracket })),
    )
    return [
      buildTable('brackets', rows, [
        ['Segment', ({ segment }) => segment],
        ['Included', ({ included }) => included],
        ['From', ({ from }) => from],
        ['To', ({ to }) => to],
        ['Count', ({ count }) => count],
        ['Rate', ({ rate }) => rate],
      ]),
    ]
  })
