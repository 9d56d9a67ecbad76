import { defineReport } from '../report.ts'
import { compileVenn, explainVenn } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { cellAtVenn } from './cell-at.ts'
import { peopleBehindVenn } from './people-behind.ts'
import { vennRequest, vennResult } from './request.ts'
import { tabulateVenn } from './tables.ts'

export const vennReport = defineReport({
  label: 'Venn',
  description: 'A metric in each of two or three segments, and where they overlap.',
  request: vennRequest,
  result: vennResult,
  example,
  compile: compileVenn,
  explain: explainVenn,
  peopleBehind: peopleBehindVenn,
  cellAt: cellAtVenn,
  tables: tabulateVenn,
})
