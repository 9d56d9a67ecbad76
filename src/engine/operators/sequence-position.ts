import { toNode } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator } from '../scope.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'

export interface CountUpNode {
  readonly op: 'count-up'
  /** What is counted: events of a mask, or containers with such an event. */
  readonly mask: MaskRef
  readonly runs?: NodeRef
}

/**
 * How many events of a mask (or containers with one) there were up to and including each event; the
 * difference between two events of a person is their distance.
 */
export const countUp: Operator<CountUpNode> = {
  links: { mask: toNode, runs: toNode },
  evaluate({ mask, runs }, scope) {
    const where = scope.maskOrAll(mask)
    const data = scope.memory.numbers(scope.events)
    let total = 0
    if (runs === undefined) {
      for (let i = 0; i < scope.events; i++) {
        total += where ? where[i]! : 1
        data[i] = total
      }
      return { kind: 'numbers', data }
    }
    const { count, offsets } = scope.runs(runs)
    for (let r = 0; r < count; r++) {
      const [from, to] = [offsets[r]!, offsets[r + 1]!]
      total += !where || where.subarray(from, to).includes(1) ? 1 : 0
      setRange(data, total, from, to)
    }
    return { kind: 'numbers', data }
  },
}
