import { compareInTime } from '../parts/time-comparison.ts'
import { defineReport } from '../report.ts'
import { compileGrowth, explainGrowth } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindGrowth } from './people-behind.ts'
import { growthRequest, growthResult } from './request.ts'
import { tabulateGrowth } from './tables.ts'

export const growthReport = defineReport({
  label: 'Active growth',
  description: 'The people of each interval as new, repeat, return and dormant.',
  request: growthRequest,
  result: growthResult,
  example,
  ...compareInTime({ compile: compileGrowth, explain: explainGrowth }),
  peopleBehind: peopleBehindGrowth,
  tables: tabulateGrowth,
})
