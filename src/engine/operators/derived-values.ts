import type { Scope } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import { fillEmptyLists } from './list-values.ts'

/** What a vector holds, be it codes, numbers or a list of either. */
export interface Values {
  readonly data: Uint32Array | Float64Array
  /** 0 of codes, NaN of numbers. */
  readonly blank: number
  /** Index of an event's first value. */
  readonly start: (event: number) => number
}

const same = (event: number): number => event

export function readValues(ref: NodeRef, scope: Scope): Values {
  const vector = scope.vector(ref)
  if (vector.kind === 'codes') return { data: vector.data, blank: 0, start: same }
  if (vector.kind === 'list') {
    const { codes, numbers, offsets } = fillEmptyLists(vector, scope)
    return { data: codes ?? numbers!, blank: codes ? 0 : Number.NaN, start: (i) => offsets[i]! }
  }
  return { data: scope.numbers(ref), blank: Number.NaN, start: same }
}
