import { defineReport } from '../report.ts'
import { compileCanvas, explainCanvas } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindCanvas } from './people-behind.ts'
import { canvasRequest, canvasResult } from './request.ts'
import { tabulateCanvas } from './tables.ts'

export const canvasReport = defineReport({
  label: 'Journey canvas',
  description:
    'A graph of nodes that you draw: who comes to each of them, and who goes no further.',
  request: canvasRequest,
  result: canvasResult,
  example,
  compile: compileCanvas,
  explain: explainCanvas,
  peopleBehind: peopleBehindCanvas,
  tables: tabulateCanvas,
})
