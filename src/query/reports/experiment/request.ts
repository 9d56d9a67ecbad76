import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'

/** Lift and anytime-valid confidence of an experiment's variants. semantics §8.4 */
export const experimentRequest = z.strictObject({
  kind: z.literal('experiment'),
  ...requestCommon,
  experiment: componentId,
  item: item.optional().meta({ description: 'the experiment; may be left out if there is one' }),
  variant: componentId,
  control: item,
  metrics: z.array(componentId).min(1).max(5).meta({
    description:
      'metrics, or calculated ones: the formula on the means per unit, as sure as its metrics vary together (delta method)',
  }),
  unit: z.enum(['person', 'session', 'event']).default('person').meta({
    description:
      '`person`, `session` or `event`: what values are summed in; a person or session counts once in each',
  }),
  alpha: z.number().gt(0).lt(1).default(0.05),
})

export const experimentVariant = z.object({
  variant: item,
  units: z.number(),
  sum: figure.meta({ description: 'of a calculated metric, its formula on the sums' }),
  mean: figure,
  standardDeviation: figure,
  lower: figure.meta({ description: 'confidence sequence of the mean' }),
  upper: figure,
  lift: figure,
  liftLower: figure,
  liftUpper: figure,
  confidence: figure,
  pValue: figure,
  isControl: z.boolean(),
})

export const experimentMetric = z.object({
  metric: z.string(),
  variants: z.array(experimentVariant),
  conclusive: z.boolean(),
  best: item,
})

export const experimentResult = z.object({
  metrics: z.array(experimentMetric),
  threshold: z
    .number()
    .meta({ description: 'of the p-value, corrected for the number of variants' }),
  meta: resultMeta,
})

export type ExperimentRequest = z.infer<typeof experimentRequest>
export type ExperimentVariant = z.infer<typeof experimentVariant>
export type ExperimentMetric = z.infer<typeof experimentMetric>
export type ExperimentResult = z.infer<typeof experimentResult>
