import type { MaskRef, SequenceLimit } from '../../engine/index.ts'
import type { StepDistance } from '../../model/conditions.ts'
import { sayDuration, toMilliseconds } from '../../model/duration.ts'
import { isCalendarDuration, shiftTimes } from '../compilation/shifted-times.ts'
import { type Compilation, addSessions } from '../compilation/compilation.ts'
import { compileDimension } from '../components/dimension.ts'
import type { RulePlace } from './rule.ts'

/**
 * A distance between steps as the rise of a number over the events of a window: milliseconds, events,
 * sessions, or events on which a dimension is set; the next one is at distance 1. Months, quarters and
 * years are those of the data view's calendar, in its zone; weeks and less are elapsed time.
 */
export async function compileLimit(
  distance: StepDistance,
  window: MaskRef,
  place: RulePlace,
): Promise<SequenceLimit> {
  const { c } = place
  if ('dimension' in distance) {
    const { dimension, count } = distance
    const { instances } = await compileDimension(c, dimension, place.period, [
      ...place.path,
      'dimension',
    ])
    const set = c.plan.add({ op: 'has', input: instances.ref })
    return { coordinate: countUp(c, c.plan.and(set, window)), amount: count }
  }
  if (isEvents(distance)) {
    return { coordinate: countUp(c, window), amount: distance.events }
  }
  if (isSessions(distance)) {
    const coordinate = c.plan.add({ op: 'count-up', mask: window, runs: addSessions(c) })
    return { coordinate, amount: distance.sessions }
  }
  const coordinate = c.plan.add({ op: 'event-time' })
  if (!isCalendarDuration(distance)) return { coordinate, amount: toMilliseconds(distance) }
  return { coordinate, amount: 0, from: shiftTimes(c, distance, 1) }
}

const isEvents = (distance: StepDistance): distance is { events: number } => 'events' in distance
const isSessions = (distance: StepDistance): distance is { sessions: number } =>
  'sessions' in distance

const countUp = (c: Compilation, mask: MaskRef) => c.plan.add({ op: 'count-up', mask })

/** How a distance is said: `30 minutes`. */
export function describeDistance(
  distance: StepDistance,
  dimensionName: (id: string) => string,
): string {
  if ('dimension' in distance) return `${distance.count} × ${dimensionName(distance.dimension)}`
  return sayDuration(distance)
}
