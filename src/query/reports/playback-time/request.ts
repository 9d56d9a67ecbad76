import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { mediaCommon } from '../parts/media-request.ts'

/** Seconds of playback with pause, buffer and time to start. semantics §8.3 */
export const playbackTimeRequest = z.strictObject({
  kind: z.literal('playback-time'),
  ...mediaCommon,
  metrics: z
    .array(componentId)
    .min(1)
    .default(['time-spent'])
    .meta({ description: 'metrics in seconds that are added up' }),
})

export type PlaybackTimeRequest = z.infer<typeof playbackTimeRequest>
