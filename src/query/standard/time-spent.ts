import type { NodeRef } from '../../engine/index.ts'
import { type Compilation, type Period, addRuns, addSessions } from '../compilation/compilation.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'
import type { TextValue } from '../compilation/value.ts'
import { compileBuckets } from './number-buckets.ts'

/** Seconds until the next event of the session, on every event but its last (§3.13). */
export function compileSecondsSpent(c: Compilation): NodeRef {
  return c.plan.add({ op: 'time-spent', runs: addSessions(c) })
}

/**
 * The time spent, in total and by rows of values: there from an event that sets a value to the next of
 * the session that sets another one, which events without a value don't end. semantics “Our decisions”
 */
export function measureTimeSpent(c: Compilation, between?: NodeRef): MeasuredMetric {
  const runs = addSessions(c)
  const parts = between === undefined ? {} : { between }
  const amount = c.plan.add({ op: 'time-spent', runs, ...parts })
  const mask = c.plan.add({ op: 'has', input: amount })
  return {
    kind: 'sum',
    mask,
    amount,
    ...(between === undefined && { byChanges: measureTimeSpent }),
  }
}

const BORDERS = [15, 30, 60, 180, 300, 600, 900, 1200, 1800, 3600]

const LABELS = [
  'Less than 15 seconds',
  '15 to 29 seconds',
  '30 to 59 seconds',
  '1 to 3 minutes',
  '3 to 5 minutes',
  '5 to 10 minutes',
  '10 to 15 minutes',
  '15 to 20 minutes',
  '20 to 30 minutes',
  '30 to 60 minutes',
  'More than 60 minutes',
]

/** The time spent on each event, or in total on its session or by its person in the period. */
export function compileTimeSpent(
  c: Compilation,
  per: 'event' | 'session' | 'person',
  period: Period,
): TextValue {
  const input = compileSecondsSpent(c)
  const mask = per === 'person' ? period.mask : null
  const ref =
    per === 'event' ? input : c.plan.add({ op: 'sum-in', input, mask, runs: addRuns(c, per) })
  const seconds = { kind: 'number', ref, isInstant: false, isList: false } as const
  return compileBuckets(c, seconds, BORDERS, LABELS)
}
