import { defineReport } from '../report.ts'
import { compileAttribution, explainAttribution } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { cellAtAttribution } from './cell-at.ts'
import { peopleBehindAttribution } from './people-behind.ts'
import { attributionRequest, attributionResult } from './request.ts'
import { tabulateAttribution } from './tables.ts'

export const attributionReport = defineReport({
  label: 'Attribution',
  description: 'Which items earn the credit for conversions, under several models side by side.',
  request: attributionRequest,
  result: attributionResult,
  example,
  seesEverything: true,
  compile: compileAttribution,
  explain: explainAttribution,
  peopleBehind: peopleBehindAttribution,
  cellAt: cellAtAttribution,
  tables: tabulateAttribution,
})
