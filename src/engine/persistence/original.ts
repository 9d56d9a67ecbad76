import type { SingleAllocation } from './allocation.ts'
import { carryUntil } from './carry-until.ts'
import { timeWithin } from './time-within.ts'

export const original: SingleAllocation = {
  kind: 'single',
  label: 'Original',
  description: 'The first value is carried on, later ones are ignored until it expires.',
  endsByMetric: true,
  examples: [{ set: [null, 'C', 'B', null, 'A'], has: [null, 'C', 'C', 'C', 'C'] }],
  carry(codes, reach, scope) {
    const { runs, durationMs, until } = reach
    const out = scope.memory.like(codes, scope.events)
    if (until) return carryUntil(codes, { runs, until }, scope.time, out, (isOver) => isOver)
    const time = timeWithin(scope, durationMs)
    scope.kernels.carryFirst(codes, time, runs.offsets, runs.count, durationMs, out)
    return out
  },
  memory: {
    looksAhead: false,
    remember(bound, next) {
      const [held] = bound
      if (!held || next.time > held.until) bound[0] = next
    },
    recall: ([bound], { time }) => (bound && time <= bound.until ? bound.code : 0),
  },
}
