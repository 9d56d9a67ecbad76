import { compareInTime } from '../parts/time-comparison.ts'
import { defineReport } from '../report.ts'
import { compileConversionTrends, explainConversionTrends } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindConversionTrends } from './people-behind.ts'
import { conversionTrendsRequest, conversionTrendsResult } from './request.ts'
import { tabulateConversionTrends } from './tables.ts'

export const conversionTrendsReport = defineReport({
  label: 'Conversion trends',
  description: 'The share of those who complete a funnel, over time.',
  request: conversionTrendsRequest,
  result: conversionTrendsResult,
  example,
  ...compareInTime({ compile: compileConversionTrends, explain: explainConversionTrends }),
  peopleBehind: peopleBehindConversionTrends,
  tables: tabulateConversionTrends,
})
