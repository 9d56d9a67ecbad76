import { buildTable, joinCells, type TabulateReport } from '../parts/table.ts'
import type { VennResult } from './request.ts'

/** A row per area; its sets are counted from 1. */
export const tabulateVenn: TabulateReport<VennResult> = ({ areas }) => [
  buildTable('areas', areas, [
    ['Area', ({ name }) => name],
    ['Sets', ({ sets }) => joinCells(sets.map((set) => set + 1))],
    ['Value', ({ value }) => value],
  ]),
]
