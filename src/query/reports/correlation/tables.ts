import { buildSummary, buildTable, itemCell, type TabulateReport } from '../parts/table.ts'
import type { CorrelationResult } from './request.ts'

export const tabulateCorrelation: TabulateReport<CorrelationResult> = (result) => [
  buildTable('rows', result.rows, [
    ['Dimension', ({ dimension }) => dimension],
    ['Item', itemCell],
    ['Count', ({ count }) => count],
    ['Conversions', ({ conversions }) => conversions],
    ['Rate', ({ rate }) => rate],
    ['Lift', ({ lift }) => lift],
    ['Correlation', ({ correlation }) => correlation],
    ['p-value', ({ pValue }) => pValue],
  ]),
  buildSummary({ Total: result.total, Conversions: result.conversions }),
]
