import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface TimeSpentNode {
  readonly op: 'time-spent'
  readonly runs: NodeRef
}

/** Seconds until the next event of the container; no value on its last event (§3.13). */
export const timeSpent: Operator<TimeSpentNode> = {
  links: { runs: toNode },
  evaluate({ runs }, scope) {
    const { count, offsets } = scope.runs(runs)
    const time = scope.time
    const data = scope.memory.numbers(scope.events)
    for (let r = 0; r < count; r++) {
      const last = offsets[r + 1]! - 1
      for (let i = offsets[r]!; i < last; i++) data[i] = (time[i + 1]! - time[i]!) / 1000
      data[last] = Number.NaN
    }
    return { kind: 'numbers', data }
  },
}
