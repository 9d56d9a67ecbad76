import type { MaskRef, NodeRef, PartialResult } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import type { EngagementRequest, EngagementResult } from './request.ts'
import { type Compilation, type Period, addPersons } from '../../compilation/compilation.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import {
  readFigure,
  groupPartial,
  type Keys,
  noKeys,
  type FigurePlace,
  Tally,
} from '../../freeform/tally.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import { computeMean } from '../../../statistics/descriptive.ts'
import { type ComparedScope, compileComparedScopes } from '../parts/compared-scopes.ts'
import { type Measured, computeMedians, placedBy } from './quadrants.ts'
import { placeTop } from './top.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { findCriterionName, usesIn } from '../parts/criterion-uses.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { describeCriterion, namesIn } from '../../segments/describe.ts'

/** How many people use features, and how often (§8.12). */
export const compileEngagement: CompileReport<EngagementRequest, EngagementResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const parts = compileEventTimePart(c, request.interval, period)
  const keys = { refs: [parts.ref], sizes: [parts.domain.size], lists: [false] }
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const tally = new Tally(c)
  const scopes: PlacedScope[] = []
  for (const scope of await compileComparedScopes(c, request, period, path)) {
    scopes.push(await placeScope(tally, request, scope, { period, parts: parts.ref, keys }, path))
  }
  const top = request.top && (await placeTop(c, tally, request, { mask, period }, path))
  tally.settle()
  return (partials) => {
    const [own, ...others] = scopes.map(({ read }) => read(partials))
    const medians = computeMedians(own!)
    const placed = (features: readonly Measured[]) => placedBy(request, medians, features)
    const compare = others.map((features, k) => ({
      segment: scopes[k + 1]!.segment!,
      features: placed(features),
    }))
    return {
      features: placed(own!),
      medians,
      ...(top && { top: placed(top(partials)) }),
      ...(compare.length > 0 && { compare }),
    }
  }
}

export const explainEngagement: ExplainReport<EngagementRequest> = (c, request) => [
  ...describeScope(c, request),
  ...engagementWords(c, request),
]

interface PlacedScope {
  readonly segment: string | null
  readonly read: (partials: readonly PartialResult[]) => Measured[]
}

interface Intervals {
  readonly period: Period
  readonly parts: NodeRef
  readonly keys: Keys
}

/** All features of one series. */
async function placeScope(
  tally: Tally,
  { features }: EngagementRequest,
  { segment, seen, mask }: ComparedScope,
  { period, parts, keys }: Intervals,
  path: Path,
): Promise<PlacedScope> {
  const active = tally.add(keys, { measure: 'distinct', runs: addPersons(seen), mask })
  const places: FeaturePlaces[] = []
  for (const [index, feature] of features.entries()) {
    const scope = { mask, period, parts }
    const uses = await usesIn(seen, feature, scope, [...path, 'features', index])
    places.push({ name: findCriterionName(feature), ...placeFeature(seen, tally, keys, uses) })
  }
  return { segment, read: (partials) => places.map((place) => featureOf(partials, active, place)) }
}

interface FeaturePlaces {
  readonly name: string
  readonly users: FigurePlace
  readonly people: FigurePlace
  readonly events: FigurePlace
}

function placeFeature(c: Compilation, tally: Tally, keys: Keys, mask: MaskRef) {
  const runs = addPersons(c)
  return {
    users: tally.add(keys, { measure: 'distinct', runs, mask }),
    people: tally.add(noKeys, { measure: 'distinct', runs, mask }),
    events: tally.add(noKeys, { measure: 'count', mask }),
  }
}

function featureOf(
  partials: readonly PartialResult[],
  active: FigurePlace,
  feature: FeaturePlaces,
): Measured {
  const [all, users] = [active, feature.users].map(
    (place) => groupPartial(partials, place).values[place.measure]!,
  )
  const shares: number[] = []
  all!.forEach((count, code) => {
    if (code > 0 && count > 0) shares.push(users![code]! / count)
  })
  const people = readFigure(partials, feature.people)
  const events = readFigure(partials, feature.events)
  const [reach, intensity] = [figureOrNull(computeMean(shares)), figureOrNull(events / people)]
  return { name: feature.name, people, events, reach, intensity }
}

function engagementWords(c: Compilation, { interval, features, top }: EngagementRequest): string[] {
  const names = namesIn(c)
  const often = features
    .filter(({ atLeast }) => atLeast > 1)
    .map((feature) => describeCriterion(feature, names))
  return [
    `Reach is the mean over the ${interval}s with active people of the share of them who use the feature; intensity is its events per person who uses it.`,
    'The medians of both over the features part them; a feature on a median is above it.',
    ...(often.length > 0
      ? [`People use ${often.join(' and ')} in a ${interval} when they do it often enough in it.`]
      : []),
    ...(top
      ? [
          `Beside them stand the ${top.count} items of ${names.dimension(top.dimension)} with the most events.`,
        ]
      : []),
  ]
}
