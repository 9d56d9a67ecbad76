import { type AttributionModel, attributionModels } from '../../engine/index.ts'
import type { Attribution } from '../../model/attribution.ts'
import { sayDuration } from '../../model/duration.ts'
import { getOwn } from '../../model/own.ts'

/** An attribution in words, the model first: `Last touch, 30 days`, `Time decay, session, half-life 7 days`. */
export function describeAttribution({
  model,
  container,
  lookback,
  halfLife,
  weights,
}: Attribution): string {
  return [
    getOwn<AttributionModel>(attributionModels, model)?.label ?? model,
    ...(container === 'session' ? ['session'] : []),
    ...(lookback === undefined ? [] : [sayDuration(lookback)]),
    ...(halfLife === undefined ? [] : [`half-life ${sayDuration(halfLife)}`]),
    ...(weights === undefined ? [] : [`weights ${weights.join(' : ')}`]),
  ].join(', ')
}
