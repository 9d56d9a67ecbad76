import { defineReport } from '../report.ts'
import { compileFlow, explainFlow } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindFlow } from './people-behind.ts'
import { flowRequest, flowResult } from './request.ts'
import { tabulateFlow } from './tables.ts'

export const flowReport = defineReport({
  label: 'Flow',
  description: 'Where people come from before something, and where they go after it.',
  request: flowRequest,
  result: flowResult,
  example,
  compile: compileFlow,
  explain: explainFlow,
  peopleBehind: peopleBehindFlow,
  tables: tabulateFlow,
})
