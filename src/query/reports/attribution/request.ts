import { z } from 'zod'
import {
  attribution,
  attributionContainer,
  attributionModel,
  refuseSessionLookback,
} from '../../../model/attribution.ts'
import { calendarUnits } from '../../../model/date-ranges.ts'
import { duration } from '../../../model/duration.ts'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'

/** A metric by a dimension under several models. semantics §7.6 */
export const attributionRequest = z
  .strictObject({
    kind: z.literal('attribution'),
    ...requestCommon,
    metric: componentId.meta({
      description:
        'of a calculated one its metrics are credited, and the formula is that of the credits',
    }),
    dimension: componentId,
    models: z
      .array(z.union([attributionModel, attribution]))
      .min(1)
      .meta({ description: 'names, or models with settings of their own' }),
    container: attributionContainer.default('person'),
    lookback: duration.optional(),
    limit: z.number().int().positive().default(50),
    trend: z
      .strictObject({ item, interval: z.enum(['hour', ...calendarUnits]).default('day') })
      .optional()
      .meta({ description: 'an item whose credit is shown along time' }),
  })
  .superRefine(refuseSessionLookback)

export const attributionRow = z.object({
  item,
  label: z.string().optional(),
  values: z.array(figure).meta({ description: 'one per model' }),
})

/** Conversions that all of the items touched, for each combination of the top three. */
export const attributionOverlap = z.object({ items: z.array(item), value: figure })

/** Items touched in order before conversions, repeats in a row once; longer paths from their end. */
export const attributionPath = z.object({
  items: z.array(item),
  conversions: z.number(),
  value: figure,
})

export const attributionResult = z.object({
  models: z.array(attributionModel),
  rows: z.array(attributionRow),
  total: figure,
  overlap: z.array(attributionOverlap),
  paths: z.array(attributionPath).meta({ description: 'the most frequent first' }),
  trend: z
    .array(z.object({ interval: z.string(), values: z.array(figure) }))
    .optional()
    .meta({ description: 'credit of the item by when it was touched, one value per model' }),
  meta: resultMeta,
})

export type AttributionRequest = z.infer<typeof attributionRequest>
export type AttributionRow = z.infer<typeof attributionRow>
export type AttributionPath = z.infer<typeof attributionPath>
export type AttributionResult = z.infer<typeof attributionResult>
