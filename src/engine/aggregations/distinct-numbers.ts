import { toNode } from '../links.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { fillEmptyLists } from '../operators/list-values.ts'

/** The distinct numbers of a vector (numbers, codes or a list of either) on the events of a mask. */
export interface DistinctNumbersAggregation {
  readonly kind: 'distinct-numbers'
  readonly input: NodeRef
  readonly mask: MaskRef
}

/** Ascending; no value is left out. */
export interface DistinctNumbersPartial {
  readonly numbers: Float64Array
}

export const distinctNumbers: AggregationKind<DistinctNumbersAggregation, DistinctNumbersPartial> =
  {
    links: { input: toNode, mask: toNode },
    start({ input, mask }) {
      const seen = new Set<number>()
      return {
        consume(scope) {
          const vector = scope.vector(input)
          const where = scope.maskOrAll(mask)
          if (vector.kind === 'list') {
            const { offsets, numbers, codes } = fillEmptyLists(vector, scope)
            const values = numbers ?? codes!
            for (let i = 0; i < scope.events; i++) {
              if (where && !where[i]) continue
              for (let e = offsets[i]!; e < offsets[i + 1]!; e++) seen.add(values[e]!)
            }
          } else {
            const values = vector.kind === 'codes' ? vector.data : scope.numbers(input)
            addAll(seen, values, where)
          }
          if (vector.kind === 'codes' || (vector.kind === 'list' && vector.codes)) seen.delete(0)
          else seen.delete(Number.NaN)
        },
        partial: () => ({ numbers: Float64Array.from(seen).sort() }),
      }
    },
    merge(_aggregation, all) {
      const [first] = all
      if (all.length === 1) return first!
      const seen = new Set<number>()
      for (const { numbers } of all) addAll(seen, numbers, null)
      return { numbers: Float64Array.from(seen).sort() }
    },
  }

function addAll(
  seen: Set<number>,
  values: Float64Array | Uint32Array,
  mask: Uint8Array | null,
): void {
  let last = Number.NaN
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!
    if (x === last || (mask && !mask[i])) continue
    seen.add(x)
    last = x
  }
}
