import { compareInTime } from '../parts/time-comparison.ts'
import { defineReport } from '../report.ts'
import { compileEngagement, explainEngagement } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindEngagement } from './people-behind.ts'
import { engagementRequest, engagementResult } from './request.ts'
import { tabulateEngagement } from './tables.ts'

export const engagementReport = defineReport({
  label: 'Engagement',
  description: 'How many people use each feature, and how much they use it.',
  request: engagementRequest,
  result: engagementResult,
  example,
  ...compareInTime({ compile: compileEngagement, explain: explainEngagement }),
  peopleBehind: peopleBehindEngagement,
  tables: tabulateEngagement,
})
