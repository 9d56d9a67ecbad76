import { defineReport } from '../report.ts'
import { compileKeyMetric, explainKeyMetric } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { cellAtKeyMetric } from './cell-at.ts'
import { peopleBehindKeyMetric } from './people-behind.ts'
import { keyMetricRequest, keyMetricResult } from './request.ts'
import { tabulateKeyMetric } from './tables.ts'

export const keyMetricReport = defineReport({
  label: 'Key metric',
  description: 'One metric over time beside an earlier range or a segment.',
  request: keyMetricRequest,
  result: keyMetricResult,
  example,
  compile: compileKeyMetric,
  explain: explainKeyMetric,
  peopleBehind: peopleBehindKeyMetric,
  cellAt: cellAtKeyMetric,
  tables: tabulateKeyMetric,
})
