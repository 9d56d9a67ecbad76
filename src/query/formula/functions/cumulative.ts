import { metric, type TableFunctionDefinition } from './parts/definition.ts'
import { lastRows, cutWindows } from './parts/last-rows.ts'

/** The totals row keeps the metric's total. */
export const cumulative: TableFunctionDefinition = {
  kind: 'table',
  label: 'Cumulative',
  description: 'The sum of the last n rows, or of all rows so far, in the order of the table.',
  arguments: [lastRows, metric],
  skipsZeros: true,
  dependsOnOrder: () => true,
  table: ([n, column], context) => cutWindows(column!, Math.trunc(n!.parameter), context).sums,
  total: ([, total]) => total!,
  examples: [
    { args: [0, [500, 200, 400]], result: [500, 700, 1100] },
    { args: [2, [500, 200, 400]], result: [500, 700, 600] },
    { args: [2, [500, 0, 0, 400]], result: [500, 500, 500, 900] },
    { args: [2, [500, 0, 0, 400]], includeZeros: true, result: [500, 500, 0, 400] },
    { args: [-1, [1, null, 2]], result: [1, 1, 3] },
  ],
}
