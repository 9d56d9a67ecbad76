import { computeMedian } from '../../../statistics/descriptive.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import type { EngagementFeature, EngagementRequest, EngagementResult } from './request.ts'

/** A feature before it is compared with the medians. */
export type Measured = Omit<EngagementFeature, 'quadrant' | 'relative'>

type Medians = EngagementResult['medians']

/** The medians of both figures over the features that have them. */
export function computeMedians(features: readonly Measured[]): Medians {
  const medianOf = (key: keyof Medians) =>
    figureOrNull(computeMedian(features.flatMap((feature) => feature[key] ?? [])))
  return { reach: medianOf('reach'), intensity: medianOf('intensity') }
}

/** Features in the quadrants that the medians part. */
export function placedBy(
  { medians: shown }: EngagementRequest,
  medians: Medians,
  features: readonly Measured[],
): EngagementFeature[] {
  return features.map((feature) => {
    const from = (key: keyof Medians) =>
      figureOrNull((feature[key] ?? Number.NaN) / (medians[key] ?? Number.NaN) - 1)
    const relative = { reach: from('reach'), intensity: from('intensity') }
    const quadrant = quadrantOf(feature, medians)
    return { ...feature, quadrant, ...(shown === 'normalized' && { relative }) }
  })
}

/** A feature on a median counts as above it; an unknown figure as below. */
function quadrantOf(feature: Measured, medians: Medians): EngagementFeature['quadrant'] {
  const isHigh = (key: 'reach' | 'intensity') =>
    feature[key] !== null && medians[key] !== null && feature[key] >= medians[key]
  if (isHigh('intensity')) return isHigh('reach') ? 'high-impact' : 'power'
  return isHigh('reach') ? 'one-time' : 'low-impact'
}
