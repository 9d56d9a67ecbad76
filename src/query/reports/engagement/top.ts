import type { MaskRef, PartialResult } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import type { EngagementRequest } from './request.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { compileDimension } from '../../components/dimension.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import type { Tally } from '../../freeform/tally.ts'
import { computeMean } from '../../../statistics/descriptive.ts'
import type { Measured } from './quadrants.ts'
import { compileEventFigure } from '../parts/event-figure.ts'
import { placeOverTime, type TimeSeries } from '../parts/figure-over-time.ts'

/** The items of a dimension with the most events, measured as features are (§8.12). */
export async function placeTop(
  c: Compilation,
  tally: Tally,
  request: EngagementRequest,
  { mask, period }: { readonly mask: MaskRef; readonly period: Period },
  path: Path,
): Promise<(partials: readonly PartialResult[]) => Measured[]> {
  const { dimension, count } = request.top!
  const breakdown = await compileDimension(c, dimension, period, [...path, 'top', 'dimension'])
  const axis = { interval: request.interval, period, breakdown, limit: count }
  const counted = (countedAs: 'events' | 'people') =>
    compileEventFigure(c, tally, mask, { scope: mask, countedAs })
  const events = await placeOverTime(c, counted('events'), axis)
  const people = await placeOverTime(c, counted('people'), axis)
  const active = await placeOverTime(c, counted('people'), { ...axis, breakdown: null })
  return (partials) => {
    const [everyone] = active(partials)
    const largest = events(partials)
    const items = largest.map(({ item }) => item ?? null)
    const users = people(partials, items)
    return largest.map((series, k) => measuredAs(series, users[k]!, everyone!))
  }
}

function measuredAs(events: TimeSeries, users: TimeSeries, everyone: TimeSeries): Measured {
  const shares = everyone.points.flatMap(({ value }, k) =>
    value ? [(users.points[k]!.value ?? 0) / value] : [],
  )
  const [count, people] = [events.total ?? 0, users.total ?? 0]
  return {
    name: String(events.item ?? 'No value'),
    people,
    events: count,
    reach: figureOrNull(computeMean(shares)),
    intensity: figureOrNull(count / people),
  }
}
