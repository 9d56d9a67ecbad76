import { at } from '../kernels.ts'
import type { SingleAllocation } from './allocation.ts'

/** With a duration an event sees the first value set at most that long before or after it. */
export const firstKnown: SingleAllocation = {
  kind: 'single',
  label: 'First known',
  description: 'The first value is given to all events, those before it included.',
  examples: [{ set: [null, 'C', 'B', null, 'A'], has: ['C', 'C', 'C', 'C', 'C'] }],
  carry(codes, { runs, durationMs }, scope) {
    const out = scope.memory.codes(scope.events)
    if (durationMs === Infinity) {
      scope.kernels.spreadFirst(at(codes), at(runs.offsets), runs.count, at(out))
      return out
    }
    const { time } = scope
    for (let r = 0; r < runs.count; r++) {
      const to = runs.offsets[r + 1]!
      let set = runs.offsets[r]!
      for (let i = runs.offsets[r]!; i < to; i++) {
        while (set < to && (!codes[set] || time[set]! < time[i]! - durationMs)) set++
        out[i] = set < to && time[set]! <= time[i]! + durationMs ? codes[set]! : 0
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
      bound.find((b) => Math.abs(b.time - time) <= durationMs)?.code ?? 0,
  },
}
