import { buildTable, type TabulateReport } from '../parts/table.ts'
import type { HistogramResult } from './request.ts'

export const tabulateHistogram: TabulateReport<HistogramResult> = ({ buckets }) => [
  buildTable('buckets', buckets, [
    ['From', ({ from }) => from],
    ['To', ({ to }) => to],
    ['Count', ({ count }) => count],
  ]),
]
