import type { MaskRef, Partial } from '../../engine/index.ts'
import type { EngagementFeature, EngagementRequest } from '../../model/requests/engagement.ts'
import { type Compilation, personsOf } from '../compilation.ts'
import { figureOrNull } from '../freeform/figures.ts'
import { figureOf, groupPartial, type Keys, noKeys, type Place, Tally } from '../freeform/tally.ts'
import { describeScope } from '../freeform/words.ts'
import { resolvePeriod, scopeMask } from '../period.ts'
import { eventTimePart } from '../standard/time-values.ts'
import { mean, median } from '../statistics/descriptive.ts'
import type { ReportDoor } from './report.ts'
import { criterionName, usesIn } from './uses.ts'

/** How many people use features, and how often (§8.12). */
export const engagement: ReportDoor<'engagement'> = {
  async compile(c, request, path) {
    const period = resolvePeriod(c, request.dateRange, `${path}dateRange`)
    const parts = eventTimePart(c, request.interval, period)
    const keys = { refs: [parts.ref], sizes: [parts.domain.size], lists: [false] }
    const mask = await scopeMask(c, request.segments, period, `${path}segments`)
    const tally = new Tally(c)
    const active = tally.add(keys, { measure: 'distinct', runs: personsOf(c), mask })
    const features: FeaturePlaces[] = []
    for (const [index, feature] of request.features.entries()) {
      const scope = { mask, period, parts: parts.ref }
      const uses = await usesIn(c, feature, scope, `${path}features[${index}]`)
      features.push({ name: criterionName(feature), ...placeFeature(c, tally, keys, uses) })
    }
    tally.settle()
    return (partials) => resultOf(features.map((feature) => featureOf(partials, active, feature)))
  },
  explain: (c, request) => [...describeScope(c, request), ...engagementWords(request)],
}

interface FeaturePlaces {
  readonly name: string
  readonly users: Place
  readonly people: Place
  readonly events: Place
}

function placeFeature(c: Compilation, tally: Tally, keys: Keys, mask: MaskRef) {
  const runs = personsOf(c)
  return {
    users: tally.add(keys, { measure: 'distinct', runs, mask }),
    people: tally.add(noKeys, { measure: 'distinct', runs, mask }),
    events: tally.add(noKeys, { measure: 'count', mask }),
  }
}

type Measured = Omit<EngagementFeature, 'quadrant'>

function featureOf(partials: readonly Partial[], active: Place, feature: FeaturePlaces): Measured {
  const [all, users] = [active, feature.users].map(
    (place) => groupPartial(partials, place).values[place.measure]!,
  )
  const shares: number[] = []
  all!.forEach((count, code) => {
    if (code > 0 && count > 0) shares.push(users![code]! / count)
  })
  const people = figureOf(partials, feature.people)
  const events = figureOf(partials, feature.events)
  const [reach, intensity] = [figureOrNull(mean(shares)), figureOrNull(events / people)]
  return { name: feature.name, people, events, reach, intensity }
}

function resultOf(features: readonly Measured[]) {
  const medianOf = (key: 'reach' | 'intensity') =>
    figureOrNull(median(features.flatMap((feature) => feature[key] ?? [])))
  const medians = { reach: medianOf('reach'), intensity: medianOf('intensity') }
  const placed = features.map((feature) => ({ ...feature, quadrant: quadrantOf(feature, medians) }))
  return { features: placed, medians }
}

/** A feature on a median counts as above it; an unknown figure as below. */
function quadrantOf(
  feature: Measured,
  medians: { readonly reach: number | null; readonly intensity: number | null },
): EngagementFeature['quadrant'] {
  const isHigh = (key: 'reach' | 'intensity') =>
    feature[key] !== null && medians[key] !== null && feature[key] >= medians[key]
  if (isHigh('intensity')) return isHigh('reach') ? 'high-impact' : 'power'
  return isHigh('reach') ? 'one-time' : 'low-impact'
}

function engagementWords({ interval, features }: EngagementRequest): string[] {
  const often = features.filter(({ atLeast }) => atLeast > 1).map(criterionName)
  return [
    `Reach is the mean over the ${interval}s with active people of the share of them who use the feature; intensity is its events per person who uses it.`,
    'The medians of both over the features part them; a feature on a median is above it.',
    ...(often.length > 0
      ? [`People use ${often.join(' and ')} in a ${interval} when they do it often enough in it.`]
      : []),
  ]
}
