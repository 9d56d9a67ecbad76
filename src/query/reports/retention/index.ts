import { compareInTime } from '../parts/time-comparison.ts'
import { defineReport } from '../report.ts'
import { compileRetention, explainRetention } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindRetention } from './people-behind.ts'
import { retentionRequest, retentionResult } from './request.ts'
import { tabulateRetention } from './tables.ts'

export const retentionReport = defineReport({
  label: 'Retention',
  description: 'Who comes back how long after they started, in elapsed time.',
  request: retentionRequest,
  result: retentionResult,
  example,
  ...compareInTime({ compile: compileRetention, explain: explainRetention }),
  peopleBehind: peopleBehindRetention,
  tables: tabulateRetention,
})
