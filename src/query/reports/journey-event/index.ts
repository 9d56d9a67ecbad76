import { defineReport } from '../report.ts'
import { compileJourneyEvent, explainJourneyEvent } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindJourneyEvent } from './people-behind.ts'
import { journeyEventRequest, journeyEventResult } from './request.ts'
import { tabulateJourneyEvent } from './tables.ts'

export const journeyEventReport = defineReport({
  label: 'Event of a journey',
  description:
    'One event of one person: on which events its persisted values were set, and which touchpoints led to it.',
  request: journeyEventRequest,
  result: journeyEventResult,
  example,
  seesEverything: true,
  compile: compileJourneyEvent,
  explain: explainJourneyEvent,
  peopleBehind: peopleBehindJourneyEvent,
  tables: tabulateJourneyEvent,
})
