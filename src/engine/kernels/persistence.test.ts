import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { f64, holds, kernels, narrow, u32 } from '../../../test/support/kernels.ts'

describe('persistence', () => {
  const drawn = fc.array(
    fc.record({
      code: fc.constantFrom(0, 0, 1, 2, 3),
      gap: fc.integer({ min: 0, max: 9 }),
      startsRun: fc.constantFrom(true, false, false, false),
    }),
    { maxLength: 80 },
  )

  it('carryLatest, carryFirst, spreadFirst, spreadLast', () => {
    holds([drawn, fc.constantFrom(0, 3, 12, Infinity)], (rows, duration) => {
      const times: number[] = []
      for (const { gap } of rows) times.push((times.at(-1) ?? 0) + gap)
      const starts = rows.flatMap(({ startsRun }, i) => (i === 0 || startsRun ? [i] : []))
      const runs = u32([...starts, rows.length])
      const codes = rows.map(({ code }) => code)
      const [latest, first] = [carried(codes, times, starts, duration), [] as number[]]
      let [held, until, run] = [0, 0, -1]
      rows.forEach(({ code }, i) => {
        const own = starts.findLast((start) => start <= i)!
        if (own !== run || times[i]! > until) held = 0
        run = own
        if (held === 0) [held, until] = [code, times[i]! + duration]
        first.push(held)
      })
      const ends = [...starts.slice(1), rows.length]
      const spread = (find: (own: number[]) => number | undefined) =>
        starts.flatMap((from, r) => {
          const own = codes.slice(from, ends[r])
          return own.map(() => find(own) ?? 0)
        })
      for (const bits of [8, 16, 32] as const) {
        const [data, out] = [narrow(codes, bits), narrow(codes, bits)]
        const timed = [f64(times), runs, starts.length, duration, out] as const
        kernels.carryLatest(data, ...timed)
        expect([...out]).toEqual(latest)
        kernels.carryFirst(data, ...timed)
        expect([...out]).toEqual(first)
        kernels.spreadFirst(data, runs, starts.length, out)
        expect([...out]).toEqual(spread((own) => own.find(Boolean)))
        kernels.spreadLast(data, runs, starts.length, out)
        expect([...out]).toEqual(spread((own) => own.findLast(Boolean)))
      }
    })
  })
})

/** The latest code up to each event in its run, where that was set at most the duration before. */
function carried(
  codes: readonly number[],
  times: readonly number[],
  starts: readonly number[],
  duration: number,
): number[] {
  return codes.map((_, i) => {
    const start = starts.findLast((from) => from <= i)!
    const set = codes.findLastIndex((code, at) => code !== 0 && at >= start && at <= i)
    return set >= 0 && times[i]! <= times[set]! + duration ? codes[set]! : 0
  })
}
