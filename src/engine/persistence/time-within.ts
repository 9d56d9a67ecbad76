import type { Scope } from '../scope.ts'
import type { Moment, Reach } from './allocation.ts'

/** The events' times where a duration limits anything; null where it does not. */
export function timeWithin(scope: Scope, durationMs: number): Float64Array | null {
  return durationMs === Infinity ? null : scope.time
}

/** Until when a value set on an event is carried, for any reach. */
export function readUntil({ durationMs, until }: Omit<Reach, 'runs'>, scope: Scope) {
  return (event: number): number => (until ? until[event]! : scope.time[event]! + durationMs)
}

/** Whether the later of two moments is within reach of the earlier one. */
export const isNear = (a: Moment, b: Moment): boolean =>
  a.time <= b.time ? b.time <= a.until : a.time <= b.until
