import { defineReport } from '../report.ts'
import { compileNextPrevious, explainNextPrevious } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindNextPrevious } from './people-behind.ts'
import { nextPreviousRequest, nextPreviousResult } from './request.ts'
import { tabulateNextPrevious } from './tables.ts'

export const nextPreviousReport = defineReport({
  label: 'Next or previous item',
  description: 'What comes right after an item, or right before it.',
  request: nextPreviousRequest,
  result: nextPreviousResult,
  example,
  compile: compileNextPrevious,
  explain: explainNextPrevious,
  peopleBehind: peopleBehindNextPrevious,
  tables: tabulateNextPrevious,
})
