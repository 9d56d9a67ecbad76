import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  holds,
  kernels,
  lengths,
  runsOver,
  u8,
  u32,
  runsOf,
  stepBits,
} from '../../../test/support/kernels.ts'

describe('cohorts', () => {
  it('countCohorts', () => {
    const periods = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 70 })
    holds([periods, stepBits, lengths], (period, steps, cuts) => {
      const n = Math.min(period.length, steps.length)
      const bits = steps.slice(0, n).map((b) => b & 3)
      const runs = runsOver(n, cuts)
      const distances = [-1, 0, 2]
      const columnOf = u32(new Array<number>(128).fill(0))
      distances.forEach((distance, c) => {
        columnOf[64 + distance] = c + 1
      })
      const [included, cells] = [u32(new Array(6).fill(0)), u32(new Array(18).fill(0))]
      const out = [columnOf, 3, included, cells] as const
      kernels.countCohorts(u8(period), u8(bits), u32(runs), runs.length - 1, ...out)
      for (let row = 1; row < 6; row++) {
        const has = (events: number[], bit: number, at: number) =>
          at > 0 && events.some((i) => bits[i]! & bit && period[i] === at)
        const inside = runsOf(runs).filter((events) => has(events, 1, row))
        expect(included[row]).toBe(inside.length)
        distances.forEach((distance, c) => {
          const back = inside.filter((events) => has(events, 2, row + distance))
          expect(cells[row * 3 + c]).toBe(back.length)
        })
      }
    })
  })
})
