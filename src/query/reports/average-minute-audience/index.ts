import { mediaResult } from '../parts/media-request.ts'
import { defineReport } from '../report.ts'
import { compileAverageMinuteAudience, explainAverageMinuteAudience } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindAverageMinuteAudience } from './people-behind.ts'
import { averageMinuteAudienceRequest } from './request.ts'
import { tabulateMedia } from '../parts/media-tables.ts'

export const averageMinuteAudienceReport = defineReport({
  label: 'Average minute audience',
  description: 'How many people view in the average minute.',
  request: averageMinuteAudienceRequest,
  result: mediaResult,
  example,
  compile: compileAverageMinuteAudience,
  explain: explainAverageMinuteAudience,
  peopleBehind: peopleBehindAverageMinuteAudience,
  tables: tabulateMedia,
})
