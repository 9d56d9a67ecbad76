import { compareTables } from '../parts/compared-tables.ts'
import { buildSummary, buildTable, type TabulateReport } from '../parts/table.ts'
import type { FalloutResult } from './request.ts'

/** A row per step of each series. */
export const tabulateFallout: TabulateReport<FalloutResult> = (result) =>
  compareTables(result, ({ series, rule }) => {
    const rows = series.flatMap((one) => one.steps.map((step, index) => ({ one, step, index })))
    const steps = buildTable('steps', rows, [
      ['Segment', ({ one }) => one.segment],
      ['Item', ({ one }) => one.item],
      ['Rules', ({ one }) => one.ruleName],
      ['Step', ({ index }) => index + 1],
      ['Name', ({ step }) => step.name],
      ['Count', ({ step }) => step.count],
      ['Of total', ({ step }) => step.ofTotal],
      ['Of previous', ({ step }) => step.ofPrevious],
      ['Fallout', ({ step }) => step.fallout],
      ['Median seconds from previous', ({ step }) => step.secondsFromPrevious?.median],
      ['Mean seconds from previous', ({ step }) => step.secondsFromPrevious?.mean],
    ])
    return [steps, buildSummary({ Rule: rule })]
  })
