import { toNode } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface TimeSpentNode {
  readonly op: 'time-spent'
  readonly runs: NodeRef
  /** A mask of the events between which time is counted; every event when left out. */
  readonly between?: NodeRef
}

/** Seconds until the next such event of the container; no value on the last and on others (§3.13). */
export const timeSpent: Operator<TimeSpentNode> = {
  links: { runs: toNode, between: toNode },
  evaluate({ runs, between }, scope) {
    const { count, offsets } = scope.runs(runs)
    const time = scope.time
    const data = scope.memory.numbers(scope.events)
    if (between !== undefined) {
      const counts = scope.mask(between)
      setRange(data, Number.NaN, 0, data.length)
      for (let r = 0; r < count; r++) fillBetween(data, time, counts, offsets[r]!, offsets[r + 1]!)
      return { kind: 'numbers', data }
    }
    for (let r = 0; r < count; r++) {
      const last = offsets[r + 1]! - 1
      for (let i = offsets[r]!; i < last; i++) data[i] = (time[i + 1]! - time[i]!) / 1000
      data[last] = Number.NaN
    }
    return { kind: 'numbers', data }
  },
}

/** The events of one run, the last first. */
function fillBetween(
  data: Float64Array,
  time: Float64Array,
  counts: Uint8Array,
  from: number,
  to: number,
): void {
  let next = -1
  for (let i = to - 1; i >= from; i--) {
    if (!counts[i]) continue
    if (next >= 0) data[i] = (time[next]! - time[i]!) / 1000
    next = i
  }
}
