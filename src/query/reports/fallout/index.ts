import { compareInTime } from '../parts/time-comparison.ts'
import { defineReport } from '../report.ts'
import { compileFallout, explainFallout } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindFallout } from './people-behind.ts'
import { falloutRequest, falloutResult } from './request.ts'
import { tabulateFallout } from './tables.ts'

export const falloutReport = defineReport({
  label: 'Fallout',
  description: 'How many people or sessions come to each step of a path, and where they are lost.',
  request: falloutRequest,
  result: falloutResult,
  example,
  ...compareInTime({ compile: compileFallout, explain: explainFallout }),
  peopleBehind: peopleBehindFallout,
  tables: tabulateFallout,
})
