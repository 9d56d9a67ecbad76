import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { f64, holds, kernels, memory, narrow, u8, u32 } from '../../../test/support/kernels.ts'

const NONE = 0xffffffff

/** Events with a gap before each, whether it is a touchpoint, and what it converts for. */
const events = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 }), fc.constant(40_000)),
    isTouch: fc.boolean(),
    startsRun: fc.boolean(),
    amount: fc.constantFrom(0, 0, Number.NaN, 1, 2.5, -3),
    code: fc.integer({ min: 0, max: 200 }),
  }),
  { minLength: 1, maxLength: 80 },
)
type Event = typeof events extends fc.Arbitrary<infer T> ? T : never

interface World {
  readonly mask: number[]
  readonly times: number[]
  readonly runs: number[]
  readonly conversions: number[]
  readonly amounts: number[]
  /** First event that each conversion looks back to. */
  readonly starts: number[]
  /** Touchpoints of each conversion. */
  readonly windows: number[][]
}

function worldOf(drawn: Event, back: number): World {
  const times: number[] = []
  for (const { gap } of drawn) times.push((times.at(-1) ?? 0) + gap)
  const runs = drawn.flatMap(({ startsRun }, i) => (i === 0 || startsRun ? [i] : []))
  const conversions = drawn.flatMap(({ amount }, i) => (amount ? [i] : []))
  const starts = conversions.map((event) => {
    const run = runs.findLast((start) => start <= event)!
    return Math.max(run, event - back)
  })
  return {
    mask: drawn.map(({ isTouch }) => Number(isTouch)),
    times,
    runs: [...runs, drawn.length],
    conversions,
    amounts: conversions.map((event) => drawn[event]!.amount),
    starts,
    windows: conversions.map((event, c) =>
      times.flatMap((_, i) => (drawn[i]!.isTouch && i >= starts[c]! && i <= event ? [i] : [])),
    ),
  }
}

const holdsInWorlds = (law: (drawn: Event, world: World) => void) =>
  holds([events, fc.integer({ min: 0, max: 40 })], (drawn, back) =>
    law(drawn, worldOf(drawn, back)),
  )

/** The touchpoints of a world as the kernels know them. */
function touchesOf({ windows, times }: World) {
  const all = [...new Set(windows.flat())].sort((a, b) => a - b)
  const ends = windows.map((own, c) =>
    own.length > 0
      ? all.indexOf(own.at(-1)!) + 1
      : all.filter((t) => windows.slice(0, c).some((w) => w.includes(t))).length,
  )
  const firsts = windows.map((own, c) => (own.length > 0 ? all.indexOf(own[0]!) : ends[c]!))
  return { all, firsts: u32(firsts), ends: u32(ends), times: f64(all.map((i) => times[i]!)) }
}

describe('credit', () => {
  it('worthyEvents, worthyPlaces', () => {
    holdsInWorlds((drawn, { mask, conversions }) => {
      const values = drawn.map(({ amount }) => amount)
      for (const where of [null, u8(mask)]) {
        const wanted = conversions.filter((i) => !where || where[i])
        const [n, all] = [values.length, u32(values.map((_, i) => i))]
        const [places, found] = [memory.codes(n), memory.numbers(n)]
        const expectFound = (count: number) => {
          expect([...places.subarray(0, count)]).toEqual(wanted)
          expect([...found.subarray(0, count)]).toEqual(wanted.map((i) => values[i]))
        }
        expectFound(kernels.worthyEvents(f64(values), where, n, places, found))
        const out = [places, found] as const
        expectFound(kernels.worthyPlaces(all, f64(values), where, n, ...out))
      }
    })
  })

  it('runStarts, touchesBefore', () => {
    holdsInWorlds((drawn, { mask, runs, conversions, starts, windows }) => {
      const k = conversions.length
      const found = memory.codes(k)
      kernels.runStarts(u32(conversions), k, u32(runs), found)
      expect([...found]).toEqual(conversions.map((i) => runs.findLast((start) => start <= i)))
      const [out, firsts, ends] = [memory.codes(drawn.length), memory.codes(k), memory.codes(k)]
      const into = [out, firsts, ends] as const
      const about = [u32(conversions), u32(starts), k] as const
      kernels.touchesBefore(u8(mask), ...about, ...into)
      const own = conversions.map((_, c) => [...out.subarray(firsts[c], ends[c])])
      expect(own).toEqual(windows)
      kernels.touchesBefore(null, ...about, ...into)
      const every = conversions.map((_, c) => [...out.subarray(firsts[c], ends[c])])
      expect(every.map((window) => [window[0], window.at(-1), window.length])).toEqual(
        conversions.map((event, c) => [starts[c], event, event - starts[c]! + 1]),
      )
    })
  })

  it('firstTouches, lastTouches', () => {
    holdsInWorlds((_drawn, { mask, conversions, starts, windows }) => {
      const out = memory.codes(conversions.length)
      const about = [u32(conversions), u32(starts), conversions.length, out] as const
      kernels.firstTouches(u8(mask), ...about)
      expect([...out]).toEqual(windows.map((own) => own[0] ?? NONE))
      kernels.lastTouches(u8(mask), ...about)
      expect([...out]).toEqual(windows.map((own) => own.at(-1) ?? NONE))
      kernels.firstTouches(null, ...about)
      expect([...out]).toEqual(starts)
      kernels.lastTouches(null, ...about)
      expect([...out]).toEqual(conversions)
    })
  })

  it('mostTouches, shareByPosition', () => {
    holdsInWorlds((drawn, world) => {
      const { amounts, windows } = world
      const { all, firsts, ends } = touchesOf(world)
      const most = kernels.mostTouches(firsts, ends, windows.length)
      expect(most).toBe(Math.max(0, ...windows.map((own) => own.length)))
      const weights = [...drawn, 0].flatMap((_, n) => [n, n * 100, n * 10_000])
      for (const worth of [null, f64(amounts)]) {
        const credit = f64(all.map(() => 0))
        const about = [firsts, ends, worth, f64(weights)] as const
        kernels.shareByPosition(...about, windows.length, credit)
        const wanted = all.map(() => 0)
        windows.forEach((own, c) => {
          own.forEach((touch, position) => {
            const n = own.length
            const weight = position === 0 ? n : n * (position === n - 1 ? 10_000 : 100)
            wanted[all.indexOf(touch)]! += (worth?.[c] ?? 1) * weight
          })
        })
        expect([...credit]).toEqual(wanted)
      }
    })
  })

  it('shareByAge', () => {
    holdsInWorlds((_drawn, world) => {
      const { amounts, windows, times } = world
      for (const halfLife of [0.001, 1, 30, 1e9]) {
        const { all, firsts, ends, times: own } = touchesOf(world)
        const [credit, room] = [f64(all.map(() => 0)), memory.numbers(all.length + 1)]
        const about = [own, firsts, ends, f64(amounts)] as const
        kernels.shareByAge(...about, halfLife, windows.length, room, credit)
        const wanted = all.map(() => 0)
        windows.forEach((touches, c) => {
          const youngest = times[touches.at(-1)!]!
          const weights = touches.map((t) => 2 ** ((times[t]! - youngest) / halfLife))
          const sum = weights.reduce((a, b) => a + b, 0)
          touches.forEach((t, i) => {
            wanted[all.indexOf(t)]! += (amounts[c]! * weights[i]!) / sum
          })
        })
        credit.forEach((x, t) => expect(x).toBeCloseTo(wanted[t]!, 11))
      }
    })
  })

  it('codesAt, bookEvents, bookCredit', () => {
    holdsInWorlds((drawn, { conversions, amounts, windows }) => {
      const codes = drawn.map(({ code }) => code)
      const touches = windows.map((own) => own.at(-1) ?? NONE)
      const groups = touches.map((event) => (event === NONE ? 7 : codes[event]!))
      const wanted = Array.from({ length: 201 }, (_, group) =>
        groups.reduce((sum, own, c) => sum + (own === group ? amounts[c]! : 0), 0),
      )
      const k = conversions.length
      for (const bits of [8, 16, 32] as const) {
        const out = memory.codes(k)
        kernels.codesAt(narrow(codes, bits), u32(conversions), k, out)
        expect([...out]).toEqual(conversions.map((event) => codes[event]))
        const table = f64(wanted.map(() => 0))
        const about = [narrow(codes, bits), u32(touches), f64(amounts), k] as const
        kernels.bookEvents(...about, 7, table)
        expect([...table]).toEqual(wanted)
      }
      const table = f64(wanted.map(() => 0))
      kernels.bookCredit(u32(groups), f64(amounts), k, table)
      expect([...table]).toEqual(wanted)
    })
  })
})
