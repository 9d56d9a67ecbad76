import { toNode } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { NodeRef, Vector } from '../vectors.ts'
import {
  blankOf,
  eachPlace,
  isBlank,
  takeLike,
  type Values,
  withEvents,
  writeElements,
} from './list-values.ts'

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
    const vector = scope.vector(input)
    const vectors = [vector, scope.vector(by)]
    const hasMore = vectors.some((each) => each.kind === 'list' && each.onEmpty !== null)
    const [values, keys] = vectors.map((each) => readFlat(each, hasMore, scope)) as [Values, Values]
    const data = values.slice()
    const [blank, noKey] = [blankOf(values), blankOf(keys)]
    const { count, offsets } = scope.runs(runs)
    const seen = new Set<number>()
    const visit = (place: number): void => {
      const key = keys[place]!
      if (isBlank(data[place]!, blank) || isBlank(key, noKey)) return
      if (seen.has(key)) data[place] = blank
      seen.add(key)
    }
    for (let r = 0; r < count; r++) {
      seen.clear()
      const [from, to] = [offsets[r]!, offsets[r + 1]!]
      for (let n = 0; n < to - from; n++) {
        const event = keep === 'first' ? from + n : to - 1 - n
        if (vector.kind === 'list') eachPlace(vector, event, data, keep, visit)
        else visit(event)
      }
    }
    return vectorLike(vector, data, scope)
  },
}

function readFlat(vector: Vector, hasMore: boolean, scope: Scope): Values {
  if (vector.kind === 'runs' || vector.kind === 'mask')
    throw new Error(`${vector.kind} has no values`)
  if (vector.kind !== 'list') return vector.data
  return hasMore ? withEvents(vector, scope) : (vector.codes ?? vector.numbers!)
}

/** Other values in the shape of given ones, in the engine's memory. */
function vectorLike(vector: Vector, values: Values, scope: Scope): Vector {
  const data = takeLike(values, values.length, scope)
  data.set(values)
  if (vector.kind === 'list') return writeElements(vector, data, scope)
  return data instanceof Uint32Array ? { kind: 'codes', data } : { kind: 'numbers', data }
}
