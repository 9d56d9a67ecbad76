import type { Scope } from '../scope.ts'

/** The events' times where a duration limits anything; null where it does not. */
export function timeWithin(scope: Scope, durationMs: number): Float64Array | null {
  return durationMs === Infinity ? null : scope.time
}
