import { texts } from '../texts/index.ts'
import { defineMedia } from './media/define-media.tsx'

export const concurrentViewers = defineMedia({
  type: 'concurrent-viewers',
  ...texts.analyses.media.concurrent,
})
