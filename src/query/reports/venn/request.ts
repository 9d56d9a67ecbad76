import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { componentId } from '../../../model/ids.ts'
import { figure, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'

/** A metric under each segment and each intersection. semantics §8.9 */
export const vennRequest = z.strictObject({
  kind: z.literal('venn'),
  ...requestCommon,
  metric: componentId,
  sets: z.array(segmentRef).min(2).max(3),
})

export const vennArea = z.object({
  sets: z.array(z.number()).meta({ description: 'indexes of the sets that overlap' }),
  name: z.string(),
  value: figure,
})

export const vennResult = z.object({ areas: z.array(vennArea), meta: resultMeta })

export type VennRequest = z.infer<typeof vennRequest>
export type VennArea = z.infer<typeof vennArea>
export type VennResult = z.infer<typeof vennResult>
