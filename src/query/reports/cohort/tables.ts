import { buildTable, type TabulateReport } from '../parts/table.ts'
import type { CohortResult } from './request.ts'

/** A column per period from the inclusion on, 0 being its own. */
export const tabulateCohort: TabulateReport<CohortResult> = ({ firstColumn, rows }) => {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const periods = Array.from({ length: width }, (_, k) => k)
  return [
    buildTable('rows', rows, [
      ['Cohort', ({ cohort, label }) => cohort ?? label],
      ['Included', ({ included }) => included],
      ...periods.map(
        (k) =>
          [
            `Period ${firstColumn + k}`,
            ({ cells }: CohortResult['rows'][number]) => cells[k],
          ] as const,
      ),
    ]),
  ]
}
