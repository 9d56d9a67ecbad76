import fc from 'fast-check'
import type { Codes } from '../../src/engine/columns.ts'
import { bindKernels } from '../../src/engine/bind-kernels.ts'
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
export const runOf = (runs: readonly number[], event: number) =>
  runs.findLastIndex((from) => from <= event)

export const holds = (property: fc.IProperty<never>) =>
  fc.assert(property as never, { numRuns: 200 })
export const prop = (...args: unknown[]) =>
  (fc.property as (...all: unknown[]) => unknown)(...args.slice(0, -1), (...values: unknown[]) => {
    memory.release(empty)
    ;(args.at(-1) as (...all: unknown[]) => void)(...values)
  }) as fc.IProperty<never>
