import type { SingleAllocation } from './allocation.ts'
import { carryUntil } from './carry-until.ts'
import { timeWithin } from './time-within.ts'

export const mostRecent: SingleAllocation = {
  kind: 'single',
  label: 'Most recent',
  description: 'A value is carried on until a later value replaces it.',
  endsByMetric: true,
  examples: [{ set: [null, 'C', 'B', null, 'A'], has: [null, 'C', 'B', 'B', 'A'] }],
  carry(codes, reach, scope) {
    const { runs, durationMs, until } = reach
    const out = scope.memory.like(codes, scope.events)
    if (until) return carryUntil(codes, { runs, until }, scope.time, out, () => true)
    const time = timeWithin(scope, durationMs)
    scope.kernels.carryLatest(codes, time, runs.offsets, runs.count, durationMs, out)
    return out
  },
  memory: {
    looksAhead: false,
    remember(bound, next) {
      bound[0] = next
    },
    recall: ([bound], { time }) => (bound && time <= bound.until ? bound.code : 0),
  },
}
