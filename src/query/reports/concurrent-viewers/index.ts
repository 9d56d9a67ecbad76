import { mediaResult } from '../parts/media-request.ts'
import { defineReport } from '../report.ts'
import { compileConcurrentViewers, explainConcurrentViewers } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindConcurrentViewers } from './people-behind.ts'
import { concurrentViewersRequest } from './request.ts'
import { tabulateMedia } from '../parts/media-tables.ts'

export const concurrentViewersReport = defineReport({
  label: 'Concurrent viewers',
  description: 'How many people view at the same time, minute by minute.',
  request: concurrentViewersRequest,
  result: mediaResult,
  example,
  compile: compileConcurrentViewers,
  explain: explainConcurrentViewers,
  peopleBehind: peopleBehindConcurrentViewers,
  tables: tabulateMedia,
})
