import { defineReport } from '../report.ts'
import { compilePeople, explainPeople } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindPeople } from './people-behind.ts'
import { peopleRequest, peopleResult } from './request.ts'
import { tabulatePeople } from './tables.ts'

export const peopleReport = defineReport({
  label: 'People',
  description: 'The ids of the people behind an answer.',
  request: peopleRequest,
  result: peopleResult,
  example,
  compile: compilePeople,
  explain: explainPeople,
  peopleBehind: peopleBehindPeople,
  tables: tabulatePeople,
})
