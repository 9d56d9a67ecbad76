import { buildSummary, buildTable, itemCell, type TabulateReport } from '../parts/table.ts'
import type { NextPreviousResult } from './request.ts'

export const tabulateNextPrevious: TabulateReport<NextPreviousResult> = ({ rows, total }) => [
  buildTable('rows', rows, [
    ['Item', itemCell],
    ['Special', ({ special }) => special],
    ['Count', ({ count }) => count],
    ['Share', ({ share }) => share],
  ]),
  buildSummary({ Total: total }),
]
