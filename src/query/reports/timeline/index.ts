import { defineReport } from '../report.ts'
import { compileTimeline, explainTimeline } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindTimeline } from './people-behind.ts'
import { timelineRequest, timelineResult } from './request.ts'
import { tabulateTimeline } from './tables.ts'

export const timelineReport = defineReport({
  label: 'Timeline',
  description: 'The events of a few people, session by session.',
  request: timelineRequest,
  result: timelineResult,
  example,
  compile: compileTimeline,
  explain: explainTimeline,
  peopleBehind: peopleBehindTimeline,
  tables: tabulateTimeline,
})
