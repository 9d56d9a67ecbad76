import { compareInTime } from '../parts/time-comparison.ts'
import { defineReport } from '../report.ts'
import { compileTrends, explainTrends } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { cellAtTrends } from './cell-at.ts'
import { peopleBehindTrends } from './people-behind.ts'
import { trendsRequest, trendsResult } from './request.ts'
import { tabulateTrends } from './tables.ts'

export const trendsReport = defineReport({
  label: 'Trends',
  description: 'How often something is done, and by how many people, over time.',
  request: trendsRequest,
  result: trendsResult,
  example,
  ...compareInTime({ compile: compileTrends, explain: explainTrends }),
  peopleBehind: peopleBehindTrends,
  cellAt: cellAtTrends,
  tables: tabulateTrends,
})
