import type { Codes } from '../columns.ts'
import type { Kernels } from './kernels.ts'

/** An array of the engine's memory, all 0. */
export function clearArray<T extends Codes | Float64Array>(array: T, kernels: Kernels): T {
  kernels.fillBytes(array, 0, array.byteLength)
  return array
}

/** A mask of the engine's memory, the same on all events. */
export function fillMask(mask: Uint8Array, value: 0 | 1, kernels: Kernels): Uint8Array {
  kernels.fillBytes(mask, value, mask.length)
  return mask
}
