import { compareInTime } from '../parts/time-comparison.ts'
import { defineReport } from '../report.ts'
import { compileFrequency, explainFrequency } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindFrequency } from './people-behind.ts'
import { frequencyRequest, frequencyResult } from './request.ts'
import { tabulateFrequency } from './tables.ts'

export const frequencyReport = defineReport({
  label: 'Frequency',
  description: 'How often people do something, or on how many days.',
  request: frequencyRequest,
  result: frequencyResult,
  example,
  ...compareInTime({ compile: compileFrequency, explain: explainFrequency }),
  peopleBehind: peopleBehindFrequency,
  tables: tabulateFrequency,
})
