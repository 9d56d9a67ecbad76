import { toNode } from '../links.ts'
import type { MaskRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { GrowingNumbers } from './growing-numbers.ts'

/** The persons who have an event in a mask. */
export interface PersonsAggregation {
  readonly kind: 'persons'
  readonly mask: MaskRef
}

/** Their codes in the person dictionary, ascending. */
export interface PersonsPartial {
  readonly codes: Float64Array
}

export const listPersons: AggregationKind<PersonsAggregation, PersonsPartial> = {
  links: { mask: toNode },
  start(aggregation) {
    const found = new GrowingNumbers()
    return {
      consume(scope) {
        const mask = scope.maskOrAll(aggregation.mask)
        const { count, offsets } = scope.persons
        for (let p = 0; p < count; p++) {
          const isIn = !mask || mask.subarray(offsets[p], offsets[p + 1]).includes(1)
          if (isIn) found.push(scope.block.personCode[scope.range.personFrom + p]!)
        }
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_aggregation, all) => mergePersons(all),
}

/** All codes in order; a person is never in two partials. */
export function mergePersons(all: readonly PersonsPartial[]): PersonsPartial {
  const codes = new Float64Array(all.reduce((count, partial) => count + partial.codes.length, 0))
  let at = 0
  for (const partial of all) {
    codes.set(partial.codes, at)
    at += partial.codes.length
  }
  return { codes: codes.sort() }
}
