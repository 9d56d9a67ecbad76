import type { Scope } from '../scope.ts'
import type { ListVector, NodeRef, Vector } from '../vectors.ts'

/** What a vector holds, be it codes, numbers or a list of either. */
export interface Values {
  readonly data: Uint32Array | Float64Array
  /** 0 of codes, NaN of numbers. */
  readonly blank: number
  /** Where these are elements. */
  readonly list: ListVector | null
  /** Index of an event's first value. */
  readonly start: (event: number) => number
}

const same = (event: number): number => event

export function readValues(ref: NodeRef, scope: Scope): Values {
  const vector = scope.vector(ref)
  if (vector.kind === 'codes') return { data: vector.data, blank: 0, list: null, start: same }
  if (vector.kind === 'list') {
    const { codes, numbers, offsets } = vector
    const blank = codes ? 0 : Number.NaN
    return { data: codes ?? numbers!, blank, list: vector, start: (event) => offsets[event]! }
  }
  return { data: scope.numbers(ref), blank: Number.NaN, list: null, start: same }
}

export const isBlank = (value: number, { blank }: Values): boolean =>
  blank === 0 ? value === 0 : Number.isNaN(value)

/** Other values in the shape of given ones, in the engine's memory. */
export function vectorLike(
  { list }: Values,
  data: Uint32Array | Float64Array,
  scope: Scope,
): Vector {
  if (data instanceof Uint32Array) {
    const codes = scope.memory.codes(data.length)
    codes.set(data)
    return list ? { ...list, codes, numbers: null } : { kind: 'codes', data: codes }
  }
  const numbers = scope.memory.numbers(data.length)
  numbers.set(data)
  return list ? { ...list, codes: null, numbers } : { kind: 'numbers', data: numbers }
}
