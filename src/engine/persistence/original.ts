import { at } from '../kernels.ts'
import type { SingleAllocation } from './allocation.ts'
import { timeWithin } from './time-within.ts'

export const original: SingleAllocation = {
  kind: 'single',
  label: 'Original',
  description: 'The first value is carried on, later ones are ignored until it expires.',
  examples: [{ set: [null, 'C', 'B', null, 'A'], has: [null, 'C', 'C', 'C', 'C'] }],
  carry(codes, { runs, durationMs }, scope) {
    const out = scope.memory.codes(scope.events)
    const time = at(timeWithin(scope, durationMs))
    scope.kernels.carryFirst(at(codes), time, at(runs.offsets), runs.count, durationMs, at(out))
    return out
  },
  memory: {
    looksAhead: false,
    remember(bound, next, durationMs) {
      const [held] = bound
      if (!held || next.time - held.time > durationMs) bound[0] = next
    },
    recall: ([bound], time, durationMs) =>
      bound && time - bound.time <= durationMs ? bound.code : 0,
  },
}
