import { buildSummary, buildTable, type TabulateReport } from '../parts/table.ts'
import type { ExperimentResult } from './request.ts'

/** A row per variant of each metric; what each metric comes to. */
export const tabulateExperiment: TabulateReport<ExperimentResult> = ({ metrics, threshold }) => {
  const variants = metrics.flatMap(({ metric, variants: all }) =>
    all.map((variant) => ({ metric, ...variant })),
  )
  return [
    buildTable('variants', variants, [
      ['Metric', ({ metric }) => metric],
      ['Variant', ({ variant }) => variant],
      ['Is control', ({ isControl }) => isControl],
      ['Units', ({ units }) => units],
      ['Sum', ({ sum }) => sum],
      ['Mean', ({ mean }) => mean],
      ['Standard deviation', ({ standardDeviation }) => standardDeviation],
      ['Lower', ({ lower }) => lower],
      ['Upper', ({ upper }) => upper],
      ['Lift', ({ lift }) => lift],
      ['Lift: lower', ({ liftLower }) => liftLower],
      ['Lift: upper', ({ liftUpper }) => liftUpper],
      ['Confidence', ({ confidence }) => confidence],
      ['p-value', ({ pValue }) => pValue],
    ]),
    buildTable('metrics', metrics, [
      ['Metric', ({ metric }) => metric],
      ['Conclusive', ({ conclusive }) => conclusive],
      ['Best', ({ best }) => best],
    ]),
    buildSummary({ Threshold: threshold }),
  ]
}
