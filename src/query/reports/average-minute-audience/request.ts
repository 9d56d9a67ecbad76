import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { mediaCommon } from '../parts/media-request.ts'

/** Time spent over the video's length, or over the minutes of the period. semantics §8.3 */
export const averageMinuteAudienceRequest = z.strictObject({
  kind: z.literal('average-minute-audience'),
  ...mediaCommon,
  timeSpent: componentId.default('time-spent').meta({ description: 'a metric in seconds' }),
  videoLengthSeconds: z
    .number()
    .positive()
    .optional()
    .meta({ description: 'of specific content; the period’s minutes when left out' }),
})

export type AverageMinuteAudienceRequest = z.infer<typeof averageMinuteAudienceRequest>
