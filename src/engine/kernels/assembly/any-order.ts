import { At, Maybe } from './address'
import { isAnyIn, nextWith } from './bits'

/**
 * How many of some steps each run does in any order, every one on another event. bits[i] has bit s
 * where event i does step s and is 0 on events that do not count; stops and barred (null: none) are
 * only set on events that count. A path begins on any event of a step (`isFirst`: on the first), lasts
 * `windowMs` and ends before the next event of a step when a stop lies behind its latest step. Of a run's
 * paths the first that comes farthest counts; a run with a barred event has none.
 * counts[s] grows by the runs that do s + 1 steps; for each of these, in order, from counts[s] = 0
 * on, delays[s * k + j] is the time in ms since the step before, nothing for s = 0. Runs with an
 * event of several steps, where it matters which one it is used for, or of a step that also is a stop
 * are left out: their numbers come to `ambiguous`, and how many they are is returned.
 * At most 8 steps. bits, stops and barred have 16 bytes of slack, before them as well.
 */
export function reachAnyOrder(
  bits: At<u8>, stops: Maybe<u8>, barred: Maybe<u8>, time: At<f64>, runs: At<u32>, k: i32,
  steps: i32, windowMs: f64, isFirst: bool, counts: At<u32>, delays: At<f64>, ambiguous: At<u32>,
): i32 {
  const either = stops ? stops : bits
  const isMany = steps > 4
  const never = f64x2.splat(NaN)
  let ambiguousRuns = 0
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const start = from
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    from = to
    if (barred != 0 && isAnyIn(barred, start, to)) continue
    // When each step is done next, as far as no stop lies before it; from the last event back.
    let a = never
    let b = never
    let c = never
    let d = never
    let best = 0
    let first = to
    let isAmbiguous: u32 = 0
    for (let i = to - 16; i > start - 16; i -= 16) {
      let set: u32 = i8x16.bitmask(
        i8x16.ne(v128.or(v128.load(bits + i), v128.load(either + i)), i8x16.splat(0)),
      )
      if (i < start) set &= <u32>-1 << (start - i)
      while (set) {
        const high = 31 - clz(set)
        set ^= 1 << high
        const place = i + high
        const bit = <u32>load<u8>(bits + place)
        if (stops != 0 && load<u8>(stops + place) != 0) {
          a = never
          b = never
          c = never
          d = never
          isAmbiguous |= bit
          continue
        }
        isAmbiguous |= bit & (bit - 1)
        const t = load<f64>(time + (<usize>place << 3))
        const at = f64x2.splat(t)
        const until = f64x2.splat(t + windowMs)
        const step = i64x2.splat(bit)
        a = v128.bitselect(at, a, i64x2.eq(step, i64x2(1, 2)))
        b = v128.bitselect(at, b, i64x2.eq(step, i64x2(4, 8)))
        let done = i64x2.bitmask(f64x2.le(a, until)) | (i64x2.bitmask(f64x2.le(b, until)) << 2)
        if (isMany) {
          c = v128.bitselect(at, c, i64x2.eq(step, i64x2(16, 32)))
          d = v128.bitselect(at, d, i64x2.eq(step, i64x2(64, 128)))
          const more = i64x2.bitmask(f64x2.le(c, until)) | (i64x2.bitmask(f64x2.le(d, until)) << 2)
          done |= more << 4
        }
        const reached = popcnt(done)
        const isBetter = reached >= best || isFirst
        best = isBetter ? reached : best
        first = isBetter ? place : first
      }
    }
    if (isAmbiguous) {
      store<u32>(ambiguous + (ambiguousRuns << 2), r)
      ambiguousRuns++
    } else if (best) {
      store<u32>(counts, load<u32>(counts) + 1)
      if (best > 1) countPath(bits, time, first, to, best, k, counts, delays)
    }
  }
  return ambiguousRuns
}

/** Counts the steps behind the first of a path that is known to come so far. */
@inline
function countPath(
  bits: usize, time: usize, first: i32, to: i32, steps: i32, k: i32, counts: usize, delays: usize,
): void {
  let place = first
  let done = load<u8>(bits + place)
  let latest = load<f64>(time + (<usize>place << 3))
  for (let s = 1; s < steps; s++) {
    place = nextWith(bits, i8x16.splat(~done), place + 1, to)
    done |= load<u8>(bits + place)
    const t = load<f64>(time + (<usize>place << 3))
    const j = load<u32>(counts + (s << 2))
    store<u32>(counts + (s << 2), j + 1)
    store<f64>(delays + ((<usize>s * k + j) << 3), t - latest)
    latest = t
  }
}
