import { at } from '../kernels.ts'
import type { SingleAllocation } from './allocation.ts'
import { timeWithin } from './time-within.ts'

export const mostRecent: SingleAllocation = {
  kind: 'single',
  label: 'Most recent',
  description: 'A value is carried on until a later value replaces it.',
  examples: [{ set: [null, 'C', 'B', null, 'A'], has: [null, 'C', 'B', 'B', 'A'] }],
  carry(codes, { runs, durationMs }, scope) {
    const out = scope.memory.codes(scope.events)
    const time = at(timeWithin(scope, durationMs))
    scope.kernels.carryLatest(at(codes), time, at(runs.offsets), runs.count, durationMs, at(out))
    return out
  },
  memory: {
    looksAhead: false,
    remember(bound, next) {
      bound[0] = next
    },
    recall: ([bound], time, durationMs) =>
      bound && time - bound.time <= durationMs ? bound.code : 0,
  },
}
