import { defineReport } from '../report.ts'
import { compileHistogram, explainHistogram } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindHistogram } from './people-behind.ts'
import { histogramRequest, histogramResult } from './request.ts'
import { tabulateHistogram } from './tables.ts'

export const histogramReport = defineReport({
  label: 'Histogram',
  description: 'People, sessions or events by the value of a metric.',
  request: histogramRequest,
  result: histogramResult,
  example,
  compile: compileHistogram,
  explain: explainHistogram,
  peopleBehind: peopleBehindHistogram,
  tables: tabulateHistogram,
})
