import { z } from 'zod'
import { duration } from './duration.ts'
import { openName } from './vocabulary.ts'

/** The name of a model of semantics §7.1. */
export const attributionModel = z.string().meta(openName('attribution-model'))
export const attributionContainer = z.enum(['session', 'person'])

/**
 * How a metric's credit is spread over touchpoints. Without `lookback` a session container looks
 * back to its start, a person container to the first of the month of the range's start. A model uses
 * the settings that it knows. semantics §7
 */
export const attribution = z.strictObject({
  model: attributionModel,
  container: attributionContainer.default('person'),
  lookback: duration.optional(),
  halfLife: duration.optional().meta({ description: 'of time-decay; 7 days when left out' }),
  weights: z
    .tuple([z.number().nonnegative(), z.number().nonnegative(), z.number().nonnegative()])
    .optional()
    .meta({ description: 'of custom: first, middle, last' }),
})

export type Attribution = z.infer<typeof attribution>
