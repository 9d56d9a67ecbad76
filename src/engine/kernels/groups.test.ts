import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Codes } from '../columns.ts'
import {
  codes,
  f64,
  holds,
  kernels,
  lengths,
  masks,
  memory,
  narrow,
  runOf,
  runsOver,
  u8,
  u32,
} from '../../../test/support/kernels.ts'

const GROUPS = 21
const widths = fc.constantFrom(8, 16, 32)

/** A table of groups with rows of so many slots, all 0. */
const tableOf = (stride: number) => u32(new Array<number>(GROUPS * stride).fill(0))

/** The slot of every group. */
const slotOf = (table: Uint32Array, stride: number, slot: number): number[] =>
  Array.from({ length: GROUPS }, (_, group) => table[group * stride + slot]!)

describe('groups', () => {
  it('groupCount, groupSum', () => {
    holds([codes, masks, widths], (all, bits, width) => {
      const n = Math.min(all.length, bits.length)
      const values = all.slice(0, n)
      const [keys, amounts] = [narrow(values, width), f64(values.map((code) => code / 4))]
      for (const mask of [null, u8(bits.slice(0, n))]) {
        const rows = tableOf(4)
        kernels.groupSum(keys, mask, amounts, n, rows, 4, 0)
        kernels.groupCount(keys, mask, n, rows, 4, 2)
        const counts = Array.from({ length: GROUPS }, (_, group) => {
          return values.filter((code, i) => code === group && (mask?.[i] ?? 1)).length
        })
        expect(slotOf(rows, 4, 2)).toEqual(counts)
        const sums = Array.from({ length: GROUPS }, (_, group) => memory.numbersOf(rows)[group * 2])
        expect(sums).toEqual(counts.map((count, group) => (count * group) / 4))
      }
    })
  })

  const names = [
    'groupDistinct',
    'groupDistinctRuns',
    'groupCountDistinct',
    'groupCountDistinctRuns',
  ] as const
  it.each(names)('%s', (name) => {
    holds([codes, masks, masks, lengths, widths], (all, bits, chosen, cuts, width) => {
      const n = Math.min(all.length, bits.length)
      const runs = runsOver(n, cuts)
      const keys = narrow(all.slice(0, n), width)
      const flags = u8(runs.slice(1).map((_, r) => chosen[r] ?? 1))
      for (const mask of [null, u8(bits.slice(0, n))]) {
        for (const own of [null, flags]) {
          const rows = tableOf(4)
          kernels[name](keys, mask, own, u32(runs), runs.length - 1, 5, rows, 4, 1)
          const groups = groupsPlainly(keys, mask, own, runs)
          expect(slotOf(rows, 4, 2)).toEqual(groups.map((held) => new Set(held).size))
          const counts = name.includes('Count') ? groups.map((held) => held.length) : tableOf(1)
          expect(slotOf(rows, 4, 3)).toEqual([...counts])
        }
      }
    })
  })
})

/** Of every group the runs of its events that are in the mask and in a run with a flag. */
function groupsPlainly(
  keys: Codes,
  mask: Uint8Array | null,
  flags: Uint8Array | null,
  runs: readonly number[],
): readonly (readonly number[])[] {
  const groups: number[][] = Array.from({ length: GROUPS }, () => [])
  keys.forEach((key, event) => {
    const run = runOf(runs.slice(0, -1), event)
    if ((mask?.[event] ?? 1) && (flags?.[run] ?? 1)) groups[key]!.push(run)
  })
  return groups
}
