import { defineReport } from '../report.ts'
import { compileQuickInsights, explainQuickInsights } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindQuickInsights } from './people-behind.ts'
import { quickInsightsRequest, quickInsightsResult } from './request.ts'
import { tabulateFreeform } from '../freeform/tables.ts'

export const quickInsightsReport = defineReport({
  label: 'Quick insights',
  description: 'A table and its chart from a few words: what, by what, of whom.',
  request: quickInsightsRequest,
  result: quickInsightsResult,
  example,
  seesEverything: true,
  compile: compileQuickInsights,
  explain: explainQuickInsights,
  peopleBehind: peopleBehindQuickInsights,
  tables: tabulateFreeform,
})
