import { at } from './kernels.ts'
import type { Scope } from './scope.ts'
import type { FewNumbers } from './vectors.ts'

/** Those places that are in a mask. */
export function placesIn(places: Uint32Array, mask: Uint8Array, scope: Scope): Uint32Array {
  const kept = scope.memory.codes(places.length)
  const count = scope.kernels.placesIn(at(places), places.length, at(mask), at(kept))
  return kept.subarray(0, count)
}

/** Those numbers whose events are in a mask. */
export function fewIn(few: FewNumbers, mask: Uint8Array, scope: Scope): FewNumbers {
  const { length } = few.places
  const [places, values] = [scope.memory.codes(length), scope.memory.numbers(length)]
  const count = scope.kernels.valuesIn(
    at(few.places),
    at(few.values),
    length,
    at(mask),
    at(places),
    at(values),
  )
  const { otherwise } = few
  return { otherwise, places: places.subarray(0, count), values: values.subarray(0, count) }
}
