import { z } from 'zod'
import { duration } from './duration.ts'

/** The models of semantics §7.1, in the order of the picker. */
export const attributionModels = [
  'last-touch',
  'first-touch',
  'same-touch',
  'linear',
  'participation',
  'u-shaped',
  'j-curve',
  'inverse-j',
  'time-decay',
  'custom',
  'algorithmic',
] as const

export const attributionModel = z.enum(attributionModels)
export const attributionContainer = z.enum(['session', 'person'])

/**
 * How a metric's credit is spread over touchpoints. Without `lookback` a session container looks
 * back to its start, a person container to the first of the month of the range's start. semantics §7
 */
export const attribution = z
  .strictObject({
    model: attributionModel,
    container: attributionContainer.default('person'),
    lookback: duration.optional(),
    halfLife: duration.optional().meta({ description: 'of time-decay; 7 days when left out' }),
    weights: z
      .tuple([z.number().nonnegative(), z.number().nonnegative(), z.number().nonnegative()])
      .optional()
      .meta({ description: 'of custom: first, middle, last' }),
  })
  .superRefine((value, context) => {
    if (value.model === 'custom' && value.weights === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['weights'],
        message: 'the model custom needs weights',
      })
    }
  })

export type AttributionModelName = z.infer<typeof attributionModel>
export type Attribution = z.infer<typeof attribution>
