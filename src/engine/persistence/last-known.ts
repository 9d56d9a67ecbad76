import { at } from '../kernels.ts'
import type { SingleAllocation } from './allocation.ts'

/** With a duration an event sees the last value set at most that long before or after it. */
export const lastKnown: SingleAllocation = {
  kind: 'single',
  label: 'Last known',
  description: 'The last value is given to all events, those before it included.',
  examples: [{ set: [null, 'C', 'B', null, 'A'], has: ['A', 'A', 'A', 'A', 'A'] }],
  carry(codes, { runs, durationMs }, scope) {
    const out = scope.memory.codes(scope.events)
    if (durationMs === Infinity) {
      scope.kernels.spreadLast(at(codes), at(runs.offsets), runs.count, at(out))
      return out
    }
    const { time } = scope
    for (let r = 0; r < runs.count; r++) {
      const from = runs.offsets[r]!
      let set = runs.offsets[r + 1]! - 1
      for (let i = runs.offsets[r + 1]! - 1; i >= from; i--) {
        while (set >= from && (!codes[set] || time[set]! > time[i]! + durationMs)) set--
        out[i] = set >= from && time[set]! >= time[i]! - durationMs ? codes[set]! : 0
      }
    }
    return out
  },
  memory: {
    looksAhead: true,
    remember(bound, next) {
      bound.push(next)
    },
    recall: (bound, time, durationMs) =>
      bound.findLast((b) => Math.abs(b.time - time) <= durationMs)?.code ?? 0,
  },
}
