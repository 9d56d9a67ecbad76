import { allocations } from '../../engine/index.ts'
import type { NodeRef } from '../../engine/index.ts'
import type { DimensionComponent, Expiration } from '../../model/component-settings.ts'
import { type Duration, durationMs } from '../../model/duration.ts'
import { endOf, startOf } from '../../calendar/index.ts'
import { type Compilation, type Period, personsOf, sessionsOf } from '../compilation/compilation.ts'
import { isCalendarDuration, shiftedTimes } from '../compilation/shifted-times.ts'
import type { TextValue } from '../compilation/value.ts'
import { bindTo } from './binding.ts'
import { metricOccurs } from './metric-occurs.ts'

/** How far a value reaches: runs that it never leaves, and milliseconds; null: to the run's end. */
export interface Reach {
  readonly runs: NodeRef
  readonly durationMs: number | null
  /** For months and longer, instead of milliseconds: per event until when its values are carried. */
  readonly until?: NodeRef
}

/**
 * Carries values to other events by allocation, expiration and binding (§3.9). Without the setting
 * the value stays as it is. A value of a list persists as the set of its event's values.
 */
export async function persist(
  c: Compilation,
  value: TextValue,
  component: DimensionComponent,
  period: Period,
): Promise<TextValue> {
  const { persistence } = component
  if (persistence === undefined) return value
  const { allocation, binding } = persistence
  const reach = await reachOf(c, persistence.expiration, period, component.id)
  const ref = c.plan.add({ op: 'persist', input: value.ref, allocation, ...reach })
  const isList = value.isList || allocations[allocation].kind === 'set'
  const carried: TextValue = { kind: 'text', ref, domain: value.domain, isList }
  if (binding === undefined) return carried
  return bindTo(c, { component, binding, allocation, set: value, carried, reach }, period)
}

async function reachOf(
  c: Compilation,
  expiration: Expiration,
  period: Period,
  dimension: string,
): Promise<Reach> {
  switch (expiration.type) {
    case 'session':
      return { runs: sessionsOf(c), durationMs: null }
    case 'person':
      return { runs: reportingWindow(c, period), durationMs: null }
    case 'time':
      return timeReach(c, expiration.time)
    case 'metric': {
      const path = ['dimensions', dimension, 'persistence', 'expiration', 'metric']
      const behind = await metricOccurs(c, expiration.metric, period, path)
      const runs = personsOf(c)
      return { runs: cut(c, runs, [], behind), durationMs: null }
    }
    default:
      return expiration satisfies never
  }
}

function timeReach(c: Compilation, time: Duration): Reach {
  const runs = personsOf(c)
  if (!isCalendarDuration(time)) return { runs, durationMs: durationMs(time) }
  return { runs, durationMs: null, until: shiftedTimes(c, time, 1) }
}

/**
 * Persons within the reporting window: from the first of the month of the range's start to its end.
 * Events before and behind it are on their own.
 */
export function reportingWindow(c: Compilation, { start, end }: Period): NodeRef {
  const from = Number.isFinite(start) ? startOf(start, 'month', c.view) : start
  return personsWithin(c, from, end)
}

/** Persons within whole months of UTC that the period overlaps. */
export function utcMonths(c: Compilation, { start, end }: Period): NodeRef {
  const utc = {
    timeZone: 'UTC',
    calendar: { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' },
  } as const
  const from = Number.isFinite(start) ? startOf(start, 'month', utc) : start
  const to = Number.isFinite(end) ? endOf(Math.max(start, end - 1), 'month', utc) : end
  return personsWithin(c, from, to)
}

function personsWithin(c: Compilation, from: number, to: number): NodeRef {
  const { firstTime, lastTime } = c.schema
  if (firstTime === null || lastTime === null) return personsOf(c)
  const at = [from, to].filter((instant) => instant > firstTime && instant <= lastTime)
  return cut(c, personsOf(c), at, null)
}

function cut(c: Compilation, runs: NodeRef, at: readonly number[], after: number | null): NodeRef {
  if (at.length === 0 && after === null) return runs
  return c.plan.add({ op: 'cut-runs', runs, at, ...(after === null ? {} : { after }) })
}
