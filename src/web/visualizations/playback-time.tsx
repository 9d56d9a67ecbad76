import { texts } from '../texts/index.ts'
import { defineMedia } from './media/define-media.tsx'

export const playbackTime = defineMedia({
  type: 'playback-time',
  ...texts.analyses.media.playback,
  format: { type: 'time' },
})
