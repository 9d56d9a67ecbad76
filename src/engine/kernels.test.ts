import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codes,
  f64,
  holds,
  kernels,
  lengths,
  masks,
  memory,
  narrow,
  numbers,
  prop,
  runOf,
  runsOver,
  u8,
  u32,
} from '../../test/support/kernels.ts'
import { combinationSlots } from './operators/derived-combine.ts'
import { findBuckets, timeGrid } from './operators/times.ts'

describe('codes', () => {
  it.each([8, 16, 32] as const)('widen, mapCodes, testCodes, hasCode of %i bits', (bits) => {
    holds(
      prop(codes, fc.constantFrom(21, 16, 129, 40), (values: number[], size: number) => {
        const n = values.length
        const known = values.map((code) => code % size)
        const a = narrow(known, bits)
        const table = Array.from({ length: size }, (_, code) => code * 7)
        const [wide, mapped] = [memory.codes(n), memory.codes(n)]
        const [tested, has] = [memory.bytes(n), memory.bytes(n)]
        kernels.widen(a, wide, n)
        kernels.mapCodes(a, u32(table), mapped, n)
        kernels.testCodes(a, u8(table.map((x) => x & 5)), size, tested, n)
        kernels.hasCode(a, has, n)
        expect([...wide]).toEqual(known)
        expect([...mapped]).toEqual(known.map((code) => code * 7))
        expect([...tested]).toEqual(known.map((code) => (code * 7) & 5))
        expect([...has]).toEqual(known.map((code) => Number(code !== 0)))
      }),
    )
  })

  it('combineCodes, combineBytes, keepCodes, addBit', () => {
    holds(
      prop(codes, masks, (values: number[], bits: number[]) => {
        const n = Math.min(values.length, bits.length)
        const a = u32(values.slice(0, n))
        const mask = u8(bits.slice(0, n))
        const [combined, shorts, kept] = [memory.codes(n), memory.shorts(n), memory.codes(n)]
        kernels.combineCodes(a, a, 200, combined, n)
        kernels.combineBytes(u8([...a]), u8([...a]), 200, shorts, n)
        kernels.keepCodes(a, mask, kept, n)
        expect([...combined]).toEqual([...a].map((code) => code * 201))
        expect([...shorts]).toEqual([...a].map((code) => code * 201))
        expect([...kept]).toEqual([...a].map((code, i) => (bits[i] ? code : 0)))
        for (const width of [8, 16, 32] as const) {
          const stepped = narrow([...mask], width)
          kernels.addBit(mask, 3, stepped, n)
          expect([...stepped]).toEqual([...mask].map((bit) => bit * 9))
        }
      }),
    )
  })
})

describe('masks', () => {
  it('fillBytes', () => {
    holds(
      prop(codes, fc.integer({ min: 0, max: 200 }), (values: number[], n: number) => {
        const bytes = u8(values)
        kernels.fillBytes(bytes, 7, Math.min(n, values.length))
        expect([...bytes]).toEqual(values.map((value, i) => (i < n ? 7 : value)))
      }),
    )
  })

  it('placesOf', () => {
    holds(
      prop(masks, (bits: number[]) => {
        const out = memory.codes(bits.length)
        const count = kernels.placesOf(u8(bits), bits.length, out)
        expect([...out.subarray(0, count)]).toEqual(bits.flatMap((bit, i) => (bit ? [i] : [])))
      }),
    )
  })

  it('andMasks, orMasks, notMask, countMask', () => {
    holds(
      prop(masks, masks, (x: number[], y: number[]) => {
        const n = Math.min(x.length, y.length)
        const [a, b] = [u8(x.slice(0, n)), u8(y.slice(0, n))]
        const [and, or, not] = [memory.bytes(n), memory.bytes(n), memory.bytes(n)]
        kernels.andMasks(a, b, and, n)
        kernels.orMasks(a, b, or, n)
        kernels.notMask(a, not, n)
        expect([...and]).toEqual([...a].map((bit, i) => bit & b[i]!))
        expect([...or]).toEqual([...a].map((bit, i) => bit | b[i]!))
        expect([...not]).toEqual([...a].map((bit) => 1 - bit))
        expect(kernels.countMask(a, n)).toBe([...a].filter(Boolean).length)
      }),
    )
  })
})

describe('numbers', () => {
  it('inRange, compareNumbers, hasNumber', () => {
    const tests = [
      (x: number) => x === 2,
      (x: number) => x !== 2,
      (x: number) => x < 2,
      (x: number) => x <= 2,
      (x: number) => x > 2,
      (x: number) => x >= 2,
    ]
    holds(
      prop(numbers, (values: number[]) => {
        const [array, out] = [f64(values), memory.bytes(values.length)]
        kernels.inRange(array, -2, 3, out, values.length)
        expect([...out]).toEqual(values.map((x) => Number(x >= -2 && x < 3)))
        kernels.hasNumber(array, out, values.length)
        expect([...out]).toEqual(values.map((x) => Number(!Number.isNaN(x))))
        for (const [op, test] of tests.entries()) {
          kernels.compareNumbers(op, array, 2, out, values.length)
          expect([...out]).toEqual(values.map((x) => Number(test(x))))
        }
      }),
    )
  })
})

describe('places', () => {
  const sparse = fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -9, max: 9 })),
    { maxLength: 70 },
  )
  const placed = (values: readonly number[]) => {
    const places = values.flatMap((x, i) => (x === 0 ? [] : [i]))
    return { places: u32(places), kept: f64(places.map((i) => values[i]!)), k: places.length }
  }

  it('rebase, spreadValues, hasFew', () => {
    holds(
      prop(sparse, fc.constantFrom(0, Number.NaN), (values: number[], otherwise: number) => {
        const { places, kept, k } = placed(values)
        const n = values.length
        const [out, has, base] = [memory.numbers(n), memory.bytes(n), memory.codes(k)]
        kernels.spreadValues(otherwise, places, kept, k, out, n)
        expect([...out]).toEqual(values.map((x) => x || otherwise))
        kernels.hasFew(otherwise, places, kept, k, has, n)
        expect([...has]).toEqual([...out].map((x) => Number(!Number.isNaN(x))))
        kernels.rebase(u32([...places].map((i) => i + 7)), 7, base, k)
        expect([...base]).toEqual([...places])
      }),
    )
  })

  it('numbersAt, risesBetween', () => {
    const values = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 70 })
    holds(
      prop(values, codes, codes, (amounts: number[], some: number[], others: number[]) => {
        const n = Math.min(some.length, others.length)
        const placed = (all: number[]) => all.slice(0, n).map((place) => place % amounts.length)
        const [befores, places] = [placed(some), placed(others)]
        const [from, out] = [f64(amounts), memory.numbers(n)]
        kernels.numbersAt(from, u32(places), n, out)
        expect([...out]).toEqual(places.map((place) => amounts[place]))
        kernels.risesBetween(from, u32(befores), u32(places), n, out)
        expect([...out]).toEqual(places.map((place, j) => amounts[place]! - amounts[befores[j]!]!))
      }),
    )
  })

  it('placesIn, valuesIn, codesAt, sumOf, runsOfPlaces', () => {
    holds(
      prop(sparse, masks, lengths, (all: number[], bits: number[], cuts: number[]) => {
        const values = all.slice(0, bits.length)
        const { places, kept, k } = placed(values)
        const mask = u8(bits)
        const inMask = [...places].filter((i) => bits[i])
        const [out, amounts] = [memory.codes(k), memory.numbers(k)]
        const count = kernels.placesIn(places, k, mask, out)
        expect([...out.subarray(0, count)]).toEqual(inMask)
        const same = kernels.valuesIn(places, kept, k, mask, out, amounts)
        expect([...out.subarray(0, same)]).toEqual(inMask)
        expect([...amounts.subarray(0, same)]).toEqual(inMask.map((i) => values[i]))
        kernels.codesAt(mask, places, k, out)
        expect([...out]).toEqual([...places].map((i) => bits[i]))
        expect(kernels.sumOf(kept, k)).toBe(values.reduce((sum, x) => sum + x, 0))
        const runs = runsOver(values.length, cuts)
        const held = new Set([...places].map((i) => runOf(runs, i)))
        const found = kernels.runsOfPlaces(places, k, u32(runs), runs.length - 1)
        expect(found).toBe(held.size)
      }),
    )
  })

  it('groupDistinctPlaces', () => {
    holds(
      prop(sparse, codes, lengths, (all: number[], groups: number[], cuts: number[]) => {
        const values = all.slice(0, groups.length)
        const { places, k } = placed(values)
        const keys = u32([...places].map((i) => groups[i]!))
        const runs = runsOver(values.length, cuts)
        const rows = u32(new Array<number>(21 * 3).fill(0))
        kernels.groupDistinctPlaces(keys, places, k, u32(runs), 5, rows, 3, 1)
        const pairs = new Set([...places].map((i) => `${groups[i]}/${runOf(runs, i)}`))
        for (let g = 0; g < 21; g++) {
          const expected = [...pairs].filter((pair) => pair.startsWith(`${g}/`)).length
          expect(rows[g * 3 + 2]).toBe(expected)
        }
      }),
    )
  })
})

describe('containers', () => {
  it('anyRuns, eventsIn, countIn, sumIn, firstIn, lastIn', () => {
    holds(
      prop(masks, numbers, lengths, (bits: number[], values: number[], cuts: number[]) => {
        const n = Math.min(bits.length, values.length)
        const runs = runsOver(n, cuts)
        const k = runs.length - 1
        const offsets = u32(runs)
        const [mask, amounts] = [u8(bits.slice(0, n)), f64(values.slice(0, n))]
        const of = (event: number) => {
          const r = runOf(runs.slice(0, -1), event)
          return Array.from({ length: runs[r + 1]! - runs[r]! }, (_, i) => runs[r]! + i)
        }
        const each = <T>(make: (event: number) => T) => Array.from({ length: n }, (_, i) => make(i))
        const [bytes, sums] = [memory.bytes(n), memory.numbers(n)]
        const flags = memory.bytes(k)
        kernels.anyRuns(mask, offsets, k, flags)
        const starts = n > 0 ? runs.slice(0, -1) : []
        expect([...flags]).toEqual(starts.map((i) => Number(of(i).some((j) => bits[j]))))
        const inFlagged = starts.filter((_, r) => flags[r]).flatMap(of)
        expect(kernels.eventsIn(flags, offsets, k)).toBe(inFlagged.length)
        kernels.countIn(mask, offsets, k, sums)
        expect([...sums]).toEqual(each((i) => of(i).filter((j) => bits[j]).length))
        kernels.sumIn(amounts, mask, offsets, k, sums)
        const summed = (i: number) =>
          of(i).reduce((sum, j) => sum + (bits[j] ? values[j]! || 0 : 0), 0)
        expect([...sums]).toEqual(each(summed))
        const hit = runs.slice(0, -1).filter((from) => n > 0 && of(from).some((j) => bits[j]))
        expect(kernels.countRuns(mask, offsets, k)).toBe(n > 0 ? hit.length : 0)
        const masked = values.slice(0, n).filter((x, i) => bits[i] && !Number.isNaN(x))
        const total = masked.reduce((sum, x) => sum + x, 0)
        expect(kernels.sumMasked(amounts, mask, n)).toBe(total)
        kernels.firstIn(offsets, k, bytes, n)
        expect([...bytes]).toEqual(each((i) => Number(of(i)[0] === i)))
        kernels.lastIn(offsets, k, bytes, n)
        expect([...bytes]).toEqual(each((i) => Number(of(i).at(-1) === i)))
      }),
    )
  })

  it('allRuns', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 200 })
    holds(
      prop(steps, lengths, fc.constantFrom(1, 5, 7), (bits: number[], cuts: number[], all: 7) => {
        const runs = runsOver(bits.length, cuts)
        const flags = memory.bytes(runs.length - 1)
        kernels.allRuns(u8(bits), u32(runs), flags.length, all, flags)
        const union = (r: number) =>
          bits.slice(runs[r], runs[r + 1]).reduce((sum, bit) => sum | bit, 0)
        expect([...flags]).toEqual(Array.from(flags, (_, r) => Number((union(r) & all) === all)))
      }),
    )
  })

  it('anyOfRuns, flagsOfFirst', () => {
    holds(
      prop(masks, lengths, lengths, (bits: number[], cuts: number[], wide: number[]) => {
        const inner = runsOver(bits.length, cuts)
        const borders = runsOver(inner.length - 1, wide)
        const outer = borders.map((place) => inner[place]!)
        const [m, k] = [inner.length - 1, outer.length - 1]
        const flags = u8(bits.slice(0, m))
        const [within, around] = [memory.bytes(m), memory.bytes(k)]
        const [small, large] = [u32(inner), u32(outer)]
        kernels.anyOfRuns(flags, small, m, large, around)
        const parts = Array.from({ length: k }, (_, r) => flags.slice(borders[r], borders[r + 1]))
        expect([...around]).toEqual(parts.map((part) => Number(part.includes(1))))
        kernels.flagsOfFirst(u8(bits), small, m, within)
        expect([...within]).toEqual(Array.from(within, (_, r) => bits[inner[r]!]))
      }),
    )
  })

  it('sessionRuns', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 70 })
    holds(
      prop(gaps, masks, lengths, (steps: number[], bits: number[], cuts: number[]) => {
        const n = Math.min(steps.length, bits.length)
        const persons = runsOver(n, cuts)
        let now = 0
        const times = steps.slice(0, n).map((step) => (now += step))
        const out = memory.codes(n + 1)
        const input = [f64(times), u8(bits.slice(0, n)), u32(persons)] as const
        const count = kernels.sessionRuns(...input, persons.length - 1, 2, out)
        const begins = times.flatMap((time, i) => {
          const isFirst = persons.slice(0, -1).includes(i)
          return isFirst || bits[i] || time - times[i - 1]! > 2 ? [i] : []
        })
        expect([...out.subarray(0, count + 1)]).toEqual([...begins, n])
      }),
    )
  })
})

describe('groups', () => {
  const widths = fc.constantFrom(8 as const, 16 as const, 32 as const)

  it('groupCount, groupSum, groupDistinct, groupCountDistinct', () => {
    holds(
      prop(
        codes,
        masks,
        masks,
        lengths,
        widths,
        (keys: number[], bits: number[], chosen: number[], cuts: number[], w: 8) => {
          const n = Math.min(keys.length, bits.length)
          const runs = runsOver(n, cuts)
          const [stride, k] = [12, runs.length - 1]
          const flags = u8(runs.map((_, r) => chosen[r] ?? 1))
          const rows = u32(new Array<number>(21 * stride).fill(0))
          const [mask, offsets] = [u8(bits.slice(0, n)), u32(runs)]
          const key = narrow(keys.slice(0, n), w)
          const amounts = f64(keys.slice(0, n).map((x) => x / 4))
          const within = [offsets, k, 5, rows, stride] as const
          kernels.groupSum(key, mask, amounts, n, rows, stride, 0)
          kernels.groupCount(key, mask, n, rows, stride, 2)
          kernels.groupDistinct(key, mask, null, ...within, 3)
          kernels.groupCountDistinct(key, mask, null, ...within, 5)
          kernels.groupCountDistinctRuns(key, mask, null, ...within, 8)
          const all = u32(new Array<number>(21 * 6).fill(0))
          kernels.groupCountDistinct(key, null, null, offsets, k, 5, all, 6, 0)
          kernels.groupCountDistinctRuns(key, null, null, offsets, k, 5, all, 6, 3)
          const some = u32(new Array<number>(21 * 6).fill(0))
          const flagged = [flags, offsets, k, 5, some, 6] as const
          kernels.groupCountDistinct(key, null, ...flagged, 0)
          kernels.groupCountDistinctRuns(key, null, ...flagged, 3)
          const few = u32(new Array<number>(21 * 6).fill(0))
          const inBoth = [mask, flags, offsets, k, 5, few, 6] as const
          kernels.groupDistinctRuns(key, mask, null, offsets, k, 5, few, 6, 0)
          kernels.groupDistinctRuns(key, ...inBoth, 2)
          kernels.groupDistinct(key, ...inBoth, 4)
          const sums = memory.numbersOf(rows)
          for (let group = 0; group <= 20; group++) {
            const events = Array.from({ length: n }, (_, i) => i).filter(
              (i) => keys[i] === group && bits[i],
            )
            const distinct = new Set(events.map((i) => runOf(runs.slice(0, -1), i))).size
            const row = rows.subarray(group * stride, (group + 1) * stride)
            const isFlagged = (i: number) => flags[runOf(runs.slice(0, -1), i)] === 1
            const both = new Set(events.filter(isFlagged).map((i) => runOf(runs.slice(0, -1), i)))
            const chosenOnly = few.subarray(group * 6, group * 6 + 6)
            expect([chosenOnly[1], chosenOnly[3], chosenOnly[5]]).toEqual([
              distinct,
              both.size,
              both.size,
            ])
            const own = Array.from({ length: n }, (_, i) => i).filter((i) => keys[i] === group)
            const people = new Set(own.map((i) => runOf(runs.slice(0, -1), i))).size
            const unmasked = all.subarray(group * 6, group * 6 + 6)
            expect([unmasked[1], unmasked[2]]).toEqual([people, own.length])
            expect([unmasked[4], unmasked[5]]).toEqual([people, own.length])
            const inFlagged = own.filter(isFlagged)
            const flaggedRuns = new Set(inFlagged.map((i) => runOf(runs.slice(0, -1), i))).size
            const byFlags = some.subarray(group * 6, group * 6 + 6)
            expect([byFlags[1], byFlags[2]]).toEqual([flaggedRuns, inFlagged.length])
            expect([byFlags[4], byFlags[5]]).toEqual([flaggedRuns, inFlagged.length])
            expect(sums[(group * stride) / 2]).toBe((events.length * group) / 4)
            expect([row[2], row[4], row[6], row[7], row[9], row[10]]).toEqual([
              events.length,
              distinct,
              distinct,
              events.length,
              distinct,
              events.length,
            ])
          }
        },
      ),
    )
  })
})

describe('times', () => {
  it('timeBuckets, timeCells: on a raster or not, the bucket of each time', () => {
    const bounds = fc
      .uniqueArray(fc.integer({ min: -50, max: 5000 }), { minLength: 2, maxLength: 30 })
      .map((values) => values.sort((a, b) => a - b))
    const times = fc.array(fc.integer({ min: -100, max: 5100 }), { maxLength: 60 })
    holds(
      prop(bounds, times, fc.boolean(), (edges: number[], values: number[], isRaster: boolean) => {
        const scale = isRaster ? 3_600_000 : 1
        const scaled = Float64Array.from(edges, (edge) => edge * scale)
        const grid = timeGrid(scaled)
        const out = memory.codes(values.length)
        const times = f64(values.map((t) => t * scale))
        const edgesThere = f64([...scaled])
        findBuckets({ kernels }, times, out, {
          ...grid,
          edges: edgesThere,
          cells: u32([...grid.grid]),
        })
        const bucket = (t: number) => {
          const b = edges.findLastIndex((edge) => edge <= t)
          return b < 0 || b === edges.length - 1 ? 0 : b + 1
        }
        expect([...out]).toEqual(values.map(bucket))
      }),
    )
  })
})

describe('graphs', () => {
  const sets = fc.array(fc.integer({ min: 0, max: 31 }), { maxLength: 70 })
  const pairs = fc.uniqueArray(
    fc.constantFrom(
      ...[0, 1, 2, 3, 31].flatMap((a, i, all) => all.slice(i + 1).map((b) => [a, b])),
    ),
    { selector: String },
  )
  /** Node 4 is bit 31. */
  const wide = (set: number) => ((set & 15) | ((set >> 4) << 31)) >>> 0

  it('reachNodes, takeArrows', () => {
    holds(
      prop(
        sets,
        masks,
        lengths,
        pairs,
        (values: number[], on: number[], cuts: number[], arrows: [number, number][]) => {
          const n = Math.min(values.length, on.length)
          const nodes = values.slice(0, n).map(wide)
          const runs = runsOver(n, cuts)
          const graph = graphOf(arrows)
          const [reached, taken] = [memory.codes(n), memory.codes(n)]
          for (const mask of [null, u8(on.slice(0, n))]) {
            const input = [u32(nodes), mask, u32(runs), runs.length - 1] as const
            kernels.reachNodes(...input, graph.starts, graph.after, reached)
            kernels.takeArrows(...input, graph.starts, graph.after, taken)
            const counted = nodes.map((set, i) => (mask && !mask[i] ? 0 : set))
            const twin = followPlainly(counted, runs, arrows, graph.starts)
            expect([...reached]).toEqual(twin.reached)
            expect([...taken]).toEqual(twin.taken)
          }
        },
      ),
    )
  })

  it('anyBit', () => {
    holds(
      prop(sets, (values: number[]) => {
        const out = memory.bytes(values.length)
        const wanted = wide(18)
        kernels.anyBit(u32(values.map(wide)), wanted, out, values.length)
        expect([...out]).toEqual(values.map((set) => Number((wide(set) & wanted) !== 0)))
      }),
    )
  })
})

function graphOf(arrows: readonly [number, number][]) {
  const after = u32(new Array<number>(4 * 32 + 1).fill(0))
  let starts = (1 << 31) | 15
  arrows.forEach(([from, to], arrow) => {
    starts &= ~(1 << to)
    after[from]! |= 1 << to
    after[32 + from]! |= 1 << to
    after[64 + from]! |= 1 << arrow
    after[96 + to]! |= 1 << arrow
  })
  return { starts, after }
}

/** Nodes and arrows event by event, each run on its own. */
function followPlainly(
  nodes: readonly number[],
  runs: readonly number[],
  arrows: readonly [number, number][],
  starts: number,
) {
  const reached: number[] = []
  const taken: number[] = []
  runs.slice(1).forEach((to, r) => {
    const events = nodes.slice(runs[r], to)
    let nodesSoFar = 0
    let arrowsSoFar = 0
    const arrowsTo = (set: number, from: number) =>
      arrows.reduce((all, [a, b], j) => ((from >>> a) & (set >>> b) & 1 ? all | (1 << j) : all), 0)
    for (const set of events) {
      const followed = arrowsTo(set, nodesSoFar)
      arrowsSoFar |= followed
      nodesSoFar |= set & starts
      arrows.forEach(([, to], j) => {
        if ((followed >>> j) & 1) nodesSoFar |= 1 << to
      })
    }
    reached.push(...events.map((set) => (set & nodesSoFar) >>> 0))
    taken.push(...events.map((set) => (arrowsTo(set, -1) & arrowsSoFar) >>> 0))
  })
  return { reached, taken }
}

describe('choices', () => {
  it('chooseCode, chooseCodes, chooseNumber, chooseNumbers', () => {
    holds(
      prop(codes, masks, numbers, (old: number[], mask: number[], amounts: number[]) => {
        const n = Math.min(old.length, mask.length, amounts.length)
        const chosen = (values: readonly number[], value: (i: number) => number) =>
          values.slice(0, n).map((before, i) => (mask[i] ? value(i) : before))
        const [where, others] = [u8(mask), u32(old.map((code) => code + 100))]
        const [a, b, c, d] = [u32(old), u32(old), f64(old), f64(old)]
        kernels.chooseCode(where, 7, a, n)
        kernels.chooseCodes(where, others, b, n)
        kernels.chooseNumber(where, 0.5, c, n)
        kernels.chooseNumbers(where, f64(amounts), d, n)
        expect([...a.subarray(0, n)]).toEqual(chosen(old, () => 7))
        expect([...b.subarray(0, n)]).toEqual(chosen(old, (i) => old[i]! + 100))
        expect([...c.subarray(0, n)]).toEqual(chosen(old, () => 0.5))
        expect([...d.subarray(0, n)]).toEqual(chosen(old, (i) => amounts[i]!))
      }),
    )
  })
})

describe('pairs', () => {
  it('pairCodes', () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom(0, 1, 7, 4e6), fc.constantFrom(0, 2, 3e8)), {
      maxLength: 40,
    })
    holds(
      prop(pairs, pairs, (known: [number, number][], asked: [number, number][]) => {
        const size = 3e8 + 1
        const pack = ([a, b]: readonly [number, number]) => a * size + b
        const packed = [...new Set(known.map(pack))]
        const { slots, codes: own } = combinationSlots(packed)
        const [a, b] = [u32(asked.map(([x]) => x)), u32(asked.map(([, y]) => y))]
        const [keys, found] = [f64([...slots]), u32([...own])]
        const out = u32(asked.map(() => 9))
        const last = slots.length - 1
        kernels.pairCodes(a, b, size, keys, found, last, out, out.length)
        expect([...out]).toEqual(asked.map((pair) => packed.indexOf(pack(pair)) + 1))
      }),
    )
  })
})
