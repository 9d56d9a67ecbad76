import { computeMean, computeStandardDeviation } from '../../../../statistics/descriptive.ts'
import { metric, participants, type TableFunctionDefinition } from './definition.ts'

const standardized: TableFunctionDefinition['table'] = ([column]) => {
  const values = participants(column!, { includeZeros: true })
  const centre = computeMean(values)
  const spread = computeStandardDeviation(values)
  return column!.rows.map((x) => (x - centre) / spread)
}

/** How far each row lies from the mean of its column. */
export const score = (label: string): TableFunctionDefinition => ({
  kind: 'table',
  label,
  description: 'How many standard deviations of the column a row lies from its mean.',
  arguments: [metric],
  table: standardized,
  examples: [
    { args: [[4, 2, 0]], result: [Math.sqrt(1.5), 0, -Math.sqrt(1.5)] },
    { args: [[1, 2, 3]], result: [-Math.sqrt(1.5), 0, Math.sqrt(1.5)] },
    { args: [[2, 2, 2]], result: [null, null, null] },
  ],
})
