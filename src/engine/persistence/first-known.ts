import type { SingleAllocation } from './allocation.ts'
import { isNear, readUntil } from './time-within.ts'

/** With a duration an event sees the first value set at most that long before or after it. */
export const firstKnown: SingleAllocation = {
  kind: 'single',
  label: 'First known',
  description: 'The first value is given to all events, those before it included.',
  endsByMetric: false,
  examples: [{ set: [null, 'C', 'B', null, 'A'], has: ['C', 'C', 'C', 'C', 'C'] }],
  carry(codes, reach, scope) {
    const { runs, durationMs, until } = reach
    const out = scope.memory.like(codes, scope.events)
    if (durationMs === Infinity && !until) {
      scope.kernels.spreadFirst(codes, runs.offsets, runs.count, out)
      return out
    }
    const { time } = scope
    const endOf = readUntil(reach, scope)
    for (let r = 0; r < runs.count; r++) {
      const to = runs.offsets[r + 1]!
      let set = runs.offsets[r]!
      for (let i = runs.offsets[r]!; i < to; i++) {
        while (set < to && (!codes[set] || endOf(set) < time[i]!)) set++
        out[i] = set < to && time[set]! <= endOf(i) ? codes[set]! : 0
      }
    }
    return out
  },
  memory: {
    looksAhead: true,
    remember(bound, next) {
      bound.push(next)
    },
    recall: (bound, at) => bound.find((b) => isNear(b, at))?.code ?? 0,
  },
}
