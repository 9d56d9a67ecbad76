import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface CutByNode {
  readonly op: 'cut-by'
  readonly runs: NodeRef
  /** Codes. */
  readonly key: NodeRef
}

/** Runs cut wherever the code changes, such as a person's days. They serve as borders, not to be counted. */
export const cutBy: Operator<CutByNode> = {
  links: { runs: toNode, key: toNode },
  evaluate({ runs, key }, scope) {
    const { count, offsets } = scope.runs(runs)
    const codes = scope.codes(key)
    const out = scope.memory.codes(scope.events + 1)
    let made = 0
    for (let r = 0; r < count; r++) {
      for (let i = offsets[r]!; i < offsets[r + 1]!; i++) {
        if (i === offsets[r]! || codes[i] !== codes[i - 1]) out[made++] = i
      }
    }
    out[made] = offsets[count]!
    return { kind: 'runs', count: made, offsets: out, first: 0 }
  },
}
