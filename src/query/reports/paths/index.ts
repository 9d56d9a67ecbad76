import { defineReport } from '../report.ts'
import { compilePaths, explainPaths } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindPaths } from './people-behind.ts'
import { pathsRequest, pathsResult } from './request.ts'
import { tabulatePaths } from './tables.ts'

export const pathsReport = defineReport({
  label: 'Converting paths',
  description: 'The sequences of items that lead to a goal, and those that are left without it.',
  request: pathsRequest,
  result: pathsResult,
  example,
  compile: compilePaths,
  explain: explainPaths,
  peopleBehind: peopleBehindPaths,
  tables: tabulatePaths,
})
