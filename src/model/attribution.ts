import { z } from 'zod'
import { type Duration, duration } from './duration.ts'
import { openName } from './vocabulary.ts'

/** The name of a model of semantics §7.1. */
export const attributionModel = z.string().meta(openName('attribution-model'))
export const attributionContainer = z.enum(['session', 'person'])

const weights = z
  .tuple([z.number().nonnegative(), z.number().nonnegative(), z.number().nonnegative()])
  .refine((all) => all.some((weight) => weight > 0), 'at least one weight must be above 0')

/** Also asked of what is no duration, which has been refused by then. */
const isNothing = (value: Duration): boolean => Object.values(value).every((count) => count === 0)

const halfLife = duration.refine((value) => !isNothing(value), 'a half-life is longer than 0')

/** zod check: a session looks back to its start, whatever a lookback says. */
export const refuseSessionLookback = (
  { container, lookback }: { readonly container: string; readonly lookback?: unknown },
  context: z.RefinementCtx,
): void => {
  if (container !== 'session' || lookback === undefined) return
  const message = 'a session looks back to its start; a lookback is for the container person'
  context.addIssue({ code: 'custom', path: ['lookback'], message })
}

/**
 * How a metric's credit is spread over touchpoints. A session container looks back to its start, a
 * person container without `lookback` to the first of the month of the range's start. semantics §7
 */
export const attribution = z
  .strictObject({
    model: attributionModel,
    container: attributionContainer.default('person'),
    lookback: duration.optional().meta({ description: 'within the container person' }),
    halfLife: halfLife.optional().meta({ description: 'of time-decay; 7 days when left out' }),
    weights: weights.optional().meta({ description: 'of custom: first, middle, last' }),
  })
  .superRefine(refuseSessionLookback)

export type Attribution = z.infer<typeof attribution>
