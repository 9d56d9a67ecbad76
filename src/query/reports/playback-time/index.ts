import { mediaResult } from '../parts/media-request.ts'
import { defineReport } from '../report.ts'
import { compilePlaybackTime, explainPlaybackTime } from './compile.ts'
import example from './example.json' with { type: 'json' }
import { peopleBehindPlaybackTime } from './people-behind.ts'
import { playbackTimeRequest } from './request.ts'
import { tabulateMedia } from '../parts/media-tables.ts'

export const playbackTimeReport = defineReport({
  label: 'Playback time spent',
  description: 'How long people view, pauses, buffering and the time to start included.',
  request: playbackTimeRequest,
  result: mediaResult,
  example,
  compile: compilePlaybackTime,
  explain: explainPlaybackTime,
  peopleBehind: peopleBehindPlaybackTime,
  tables: tabulateMedia,
})
