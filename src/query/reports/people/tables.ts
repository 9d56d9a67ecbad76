import { buildSummary, buildTable, type TabulateReport } from '../parts/table.ts'
import type { PeopleResult } from './request.ts'

export const tabulatePeople: TabulateReport<PeopleResult> = ({ people, count }) => [
  buildTable('people', people, [['Person', (id) => id]]),
  buildSummary({ People: count }),
]
