import type { Kernels } from './kernels/kernels.ts'
import type { Memory } from './memory.ts'
import type { SparseNumbers } from './vectors.ts'

interface Engine {
  readonly kernels: Kernels
  readonly memory: Memory
}

/** Those places that are in a mask. */
export function filterPlaces(places: Uint32Array, mask: Uint8Array, scope: Engine): Uint32Array {
  const inMask = scope.memory.codes(places.length)
  const count = scope.kernels.placesIn(places, places.length, mask, inMask)
  return inMask.subarray(0, count)
}

/** Those numbers whose events are in a mask. */
export function filterSparse(
  numbers: SparseNumbers,
  mask: Uint8Array,
  scope: Engine,
): SparseNumbers {
  const { length } = numbers.places
  const [places, values] = [scope.memory.codes(length), scope.memory.numbers(length)]
  const count = scope.kernels.valuesIn(numbers.places, numbers.values, length, mask, places, values)
  const { otherwise } = numbers
  return { otherwise, places: places.subarray(0, count), values: values.subarray(0, count) }
}
