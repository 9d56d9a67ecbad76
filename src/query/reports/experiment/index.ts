import { defineReport } from '../report.ts'
import { compileExperiment } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { explainExperiment } from './explain.ts'
import { peopleBehindExperiment } from './people-behind.ts'
import { experimentRequest, experimentResult } from './request.ts'
import { tabulateExperiment } from './tables.ts'

export const experimentReport = defineReport({
  label: 'Experiment',
  description: 'Lift and confidence of the variants of an experiment.',
  request: experimentRequest,
  result: experimentResult,
  example,
  compile: compileExperiment,
  explain: explainExperiment,
  peopleBehind: peopleBehindExperiment,
  tables: tabulateExperiment,
})
