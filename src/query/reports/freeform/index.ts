import { defineReport } from '../report.ts'
import { compileFreeform, explainFreeform } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { cellAtFreeform } from './cell-at.ts'
import { peopleBehindFreeform } from './people-behind.ts'
import { freeformRequest, freeformResult } from './request.ts'
import { tabulateFreeform } from './tables.ts'

export const freeformReport = defineReport({
  label: 'Freeform table',
  description:
    'Dimension items in rows and metrics in columns, broken down and compared as you like.',
  request: freeformRequest,
  result: freeformResult,
  example,
  seesEverything: true,
  compile: compileFreeform,
  explain: explainFreeform,
  peopleBehind: peopleBehindFreeform,
  cellAt: cellAtFreeform,
  tables: tabulateFreeform,
})
