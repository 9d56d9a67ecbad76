import fc from 'fast-check'
import type { Codes } from '../../src/engine/columns.ts'
import { bindKernels } from '../../src/engine/kernels/bind-kernels.ts'
import { Memory } from '../../src/engine/memory.ts'

// What the tests of kernels share: one engine's memory, arrays in it, and random inputs.

export const memory = new Memory()
export const kernels = bindKernels(memory)
const empty = memory.mark()

export const codes = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 })
export const masks = fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 200 })
export const numbers = fc.array(
  fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN)),
  {
    maxLength: 70,
  },
)

/** Three steps, one bit each. */
export const stepBits = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 200 })

/** An array of the engine's memory with given values. */
export function u32(values: readonly number[]): Uint32Array {
  const array = memory.codes(values.length)
  array.set(values)
  return array
}
export function u8(values: readonly number[]): Uint8Array {
  const array = memory.bytes(values.length)
  array.set(values)
  return array
}
export function narrow(values: readonly number[], bits: 8 | 16 | 32): Codes {
  if (bits === 32) return u32(values)
  const array = bits === 8 ? memory.bytes(values.length) : memory.shorts(values.length)
  array.set(values)
  return array
}
export function f64(values: readonly number[]): Float64Array {
  const array = memory.numbers(values.length)
  array.set(values)
  return array
}

/** Cuts n events into runs by random lengths. */
export const runsOver = (n: number, lengths: readonly number[]): number[] => {
  const offsets = [0]
  for (const length of lengths) {
    const next = offsets.at(-1)! + length
    if (next < n) offsets.push(next)
  }
  return n === 0 ? [0] : [...offsets, n]
}
export const lengths = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 90 })),
  { maxLength: 30 },
)
/** The events of each run. */
export const runsOf = (runs: readonly number[]): number[][] =>
  runs
    .slice(0, -1)
    .map((from, r) => Array.from({ length: runs[r + 1]! - from }, (_, j) => from + j))

/** Where the run of an event stands among all. */
export const runOf = (runs: readonly number[], event: number) =>
  runs.findLastIndex((from) => from <= event)

/** Checks a law on random inputs, each time in an empty memory. */
export function holds<T extends unknown[]>(
  inputs: { readonly [K in keyof T]: fc.Arbitrary<T[K]> },
  law: (...values: T) => void,
): void {
  const everyInput: fc.Arbitrary<T> = fc.tuple<T>(...inputs)
  const property = fc.property(everyInput, (values) => {
    memory.release(empty)
    law(...values)
  })
  fc.assert(property, { numRuns: 200 })
}
