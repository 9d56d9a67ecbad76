import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { reportContainer, requestCommon } from '../parts/request.ts'
import { criterion } from '../../../model/criterion.ts'

/** Which dimension items go with reaching a goal: phi coefficient over containers. */
export const correlationRequest = z.strictObject({
  kind: z.literal('correlation'),
  ...requestCommon,
  goal: criterion,
  dimensions: z.array(componentId).min(1),
  container: reportContainer.default('person'),
  minimum: z.number().int().positive().default(1).meta({ description: 'containers with the item' }),
  limit: z.number().int().positive().default(50),
})

export const correlationRow = z.object({
  dimension: z.string(),
  item,
  count: z.number(),
  conversions: z.number(),
  rate: figure,
  lift: figure.meta({ description: 'rate with the item over rate without it' }),
  correlation: figure,
  pValue: z
    .number()
    .optional()
    .meta({ description: 'of the association, corrected for all items that were looked at' }),
})

export const correlationResult = z.object({
  rows: z.array(correlationRow),
  total: z.number(),
  conversions: z.number(),
  meta: resultMeta,
})

export type CorrelationRequest = z.infer<typeof correlationRequest>
export type CorrelationRow = z.infer<typeof correlationRow>
export type CorrelationResult = z.infer<typeof correlationResult>
