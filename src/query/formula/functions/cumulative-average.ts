import { computeMean } from '../../../statistics/descriptive.ts'
import { metric, participants, type TableFunctionDefinition } from './parts/definition.ts'
import { lastRows, cutWindows } from './parts/last-rows.ts'

/** The totals row has the mean of all rows. */
export const cumulativeAverage: TableFunctionDefinition = {
  kind: 'table',
  label: 'Cumulative average',
  description: 'The mean of the last n rows, or of all rows so far, in the order of the table.',
  arguments: [lastRows, metric],
  skipsZeros: true,
  dependsOnOrder: () => true,
  table: ([n, column], context) => {
    const { sums, counts } = cutWindows(column!, Math.trunc(n!.parameter), context)
    return sums.map((sum, row) => sum / counts[row]!)
  },
  total: (_, [, column], context) => computeMean(participants(column!, context)),
  examples: [
    { args: [0, [500, 200, 400]], result: [500, 350, 1100 / 3] },
    { args: [2, [500, 200, 400]], result: [500, 350, 300] },
    { args: [0, [500, 0, 400]], result: [500, 500, 450] },
    { args: [0, [500, 0, 400]], includeZeros: true, result: [500, 250, 300] },
    { args: [0, [null, 4, null]], result: [null, 4, 4] },
  ],
}
