import { defineReport } from '../report.ts'
import { compileImpact, explainImpact } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindImpact } from './people-behind.ts'
import { impactRequest, impactResult } from './request.ts'
import { tabulateImpact } from './tables.ts'

export const impactReport = defineReport({
  label: 'Impact',
  description: 'What people do before and after a release, or their first use of a feature.',
  request: impactRequest,
  result: impactResult,
  example,
  compile: compileImpact,
  explain: explainImpact,
  peopleBehind: peopleBehindImpact,
  tables: tabulateImpact,
})
