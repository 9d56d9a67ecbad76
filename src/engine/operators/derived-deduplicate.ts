import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import { isBlank, readValues, vectorLike } from './derived-values.ts'

export interface DeduplicateValuesNode {
  readonly op: 'deduplicate-values'
  /** Codes, numbers or a list of either. */
  readonly input: NodeRef
  /** What must not come twice: of the events, or of the elements of the same list. */
  readonly by: NodeRef
  readonly runs: NodeRef
  readonly keep: 'first' | 'last'
}

/**
 * Values of which each container keeps one per value of `by`, the first or the last; the others are
 * no value. Without a value of `by` a value is kept (§4, deduplicate).
 */
export const deduplicateValues: Operator<DeduplicateValuesNode> = {
  links: { input: toNode, by: toNode, runs: toNode },
  isList: ({ input }, plan) => plan.isList(input),
  evaluate({ input, by, runs, keep }, scope) {
    const values = readValues(input, scope)
    const keys = readValues(by, scope)
    const data = values.data.slice()
    const { count, offsets } = scope.runs(runs)
    const seen = new Set<number>()
    for (let r = 0; r < count; r++) {
      seen.clear()
      const [from, to] = [values.start(offsets[r]!), values.start(offsets[r + 1]!)]
      for (let n = 0; n < to - from; n++) {
        const i = keep === 'first' ? from + n : to - 1 - n
        const key = keys.data[i]!
        if (isBlank(data[i]!, values) || isBlank(key, keys)) continue
        if (seen.has(key)) data[i] = values.blank
        seen.add(key)
      }
    }
    return vectorLike(values, data, scope)
  },
}
