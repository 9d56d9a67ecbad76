import type { SingleAllocation } from './allocation.ts'
import { isNear, readUntil } from './time-within.ts'

/** With a duration an event sees the last value set at most that long before or after it. */
export const lastKnown: SingleAllocation = {
  kind: 'single',
  label: 'Last known',
  description: 'The last value is given to all events, those before it included.',
  endsByMetric: false,
  examples: [{ set: [null, 'C', 'B', null, 'A'], has: ['A', 'A', 'A', 'A', 'A'] }],
  carry(codes, reach, scope) {
    const { runs, durationMs, until } = reach
    const out = scope.memory.like(codes, scope.events)
    if (durationMs === Infinity && !until) {
      scope.kernels.spreadLast(codes, runs.offsets, runs.count, out)
      return out
    }
    const { time } = scope
    const endOf = readUntil(reach, scope)
    for (let r = 0; r < runs.count; r++) {
      const from = runs.offsets[r]!
      let set = runs.offsets[r + 1]! - 1
      for (let i = runs.offsets[r + 1]! - 1; i >= from; i--) {
        while (set >= from && (!codes[set] || time[set]! > endOf(i))) set--
        out[i] = set >= from && endOf(set) >= time[i]! ? codes[set]! : 0
      }
    }
    return out
  },
  memory: {
    looksAhead: true,
    remember(bound, next) {
      bound.push(next)
    },
    recall: (bound, at) => bound.findLast((b) => isNear(b, at))?.code ?? 0,
  },
}
