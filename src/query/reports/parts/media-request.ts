import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { requestCommon } from './request.ts'

/** What the media panels share; a coarser granularity is taken beyond 1440 points. semantics §8.3 */
export const mediaCommon = {
  ...requestCommon,
  granularity: z
    .enum(['minute', '5-minutes', '15-minutes', '30-minutes', 'hour', 'day'])
    .default('minute'),
  breakdown: componentId.optional(),
  limit: z
    .number()
    .int()
    .positive()
    .max(10)
    .default(10)
    .meta({ description: 'series of the breakdown' }),
}

export const mediaSeries = z.object({
  item: item.optional(),
  points: z.array(z.object({ item: z.string(), value: figure })),
  max: figure,
  min: figure,
  sum: figure,
  average: figure.optional().meta({ description: 'over the whole period; only of an audience' }),
})

export const mediaResult = z.object({
  granularity: z.string(),
  series: z.array(mediaSeries),
  meta: resultMeta,
})

export type MediaSeries = z.infer<typeof mediaSeries>
export type MediaResult = z.infer<typeof mediaResult>
