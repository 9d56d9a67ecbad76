import { defineReport } from '../report.ts'
import { compileCohort, explainCohort } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindCohort } from './people-behind.ts'
import { cohortRequest, cohortResult } from './request.ts'
import { tabulateCohort } from './tables.ts'

export const cohortReport = defineReport({
  label: 'Cohort table',
  description: 'Who comes back how many periods after they were included, or who does not.',
  request: cohortRequest,
  result: cohortResult,
  example,
  compile: compileCohort,
  explain: explainCohort,
  peopleBehind: peopleBehindCohort,
  tables: tabulateCohort,
})
