import { defineReport } from '../report.ts'
import { compileJourney, explainJourney } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindJourney } from './people-behind.ts'
import { journeyRequest, journeyResult } from './request.ts'
import { tabulateJourney } from './tables.ts'

export const journeyReport = defineReport({
  label: 'Journey of a person',
  description: 'Every event of one person, as reports see it.',
  request: journeyRequest,
  result: journeyResult,
  example,
  seesEverything: true,
  compile: compileJourney,
  explain: explainJourney,
  peopleBehind: peopleBehindJourney,
  tables: tabulateJourney,
})
