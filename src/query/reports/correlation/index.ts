import { defineReport } from '../report.ts'
import { compileCorrelation, explainCorrelation } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindCorrelation } from './people-behind.ts'
import { correlationRequest, correlationResult } from './request.ts'
import { tabulateCorrelation } from './tables.ts'

export const correlationReport = defineReport({
  label: 'Correlation',
  description: 'Which dimension items go with reaching a goal.',
  request: correlationRequest,
  result: correlationResult,
  example,
  compile: compileCorrelation,
  explain: explainCorrelation,
  peopleBehind: peopleBehindCorrelation,
  tables: tabulateCorrelation,
})
