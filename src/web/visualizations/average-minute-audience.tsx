import { texts } from '../texts/index.ts'
import { defineMedia } from './media/define-media.tsx'

export const averageMinuteAudience = defineMedia({
  type: 'average-minute-audience',
  ...texts.analyses.media.audience,
})
