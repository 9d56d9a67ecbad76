import { isAnyIn } from './bits'

/** Bytes of an event in a list: u32 bit of its step, u32 stops before it, u32 place, u32 stops up to it. */
const ENTRY: usize = 16

/** What the last list holds: the bits of all its events, and bits of events with several. */
let seen: u32 = 0
let several: u32 = 0

/**
 * How many of some steps each run does in any order, every one on another event. bits[i] (u8) has bit s
 * where event i does step s and is 0 on events that do not count; stops and barred (u8, 0: none) are
 * only set on events that count. A path begins on any event of a step (`isFirst`: on the first), lasts
 * `windowMs` and ends before the next event of a step when a stop lies behind its latest step. Of a run's
 * paths the first that comes farthest counts; a run with a barred event has none.
 * counts[s] (u32) grows by the runs that do s + 1 steps; for each of these, in order, from counts[s] = 0
 * on, waits[s * k + j] (f64) is the time in ms since the step before. Runs with an event of several
 * steps, where it matters which one it is used for, are left out: their numbers come to `hard` (u32), and
 * how many they are is returned.
 * At most 8 steps. time f64; bits, stops and barred have 16 bytes of slack; `list` is room for 16 bytes
 * per event of a run and `own` for 16 f64.
 */
export function reachAnyOrder8(
  bits: usize, stops: usize, barred: usize, time: usize, runs: usize, k: i32, windowMs: f64,
  isFirst: bool, counts: usize, waits: usize, hard: usize, list: usize, own: usize,
): i32 {
  let hardRuns = 0
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const start = from
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    from = to
    const end = listSteps(bits, stops, start, to, list)
    if (end == list || (barred != 0 && isAnyIn(barred, start, to))) continue
    if (several) {
      store<u32>(hard + (hardRuns << 2), r)
      hardRuns++
      continue
    }
    const reached = seen & (seen - 1)
      ? reachFarthest(time, list, end, windowMs, isFirst, own)
      : 1
    for (let s = 0; s < reached; s++) {
      const j = load<u32>(counts + (s << 2))
      store<u32>(counts + (s << 2), j + 1)
      if (s) store<f64>(waits + ((<usize>s * k + j) << 3), load<f64>(own + (s << 3)))
    }
  }
  return hardRuns
}

/** Lists the events of `[from, to)` that do a step; returns the end of the list. */
@inline
function listSteps(bits: usize, stops: usize, from: i32, to: i32, list: usize): usize {
  const also = stops ? stops : bits
  let entry = list
  let before: u32 = 0
  seen = 0
  several = 0
  for (let i = from; i < to; i += 16) {
    const either = v128.or(v128.load(bits + i), v128.load(also + i))
    let set: u32 = i8x16.bitmask(i8x16.ne(either, i8x16.splat(0)))
    if (i + 16 > to) set &= (1 << (to - i)) - 1
    for (; set; set &= set - 1) {
      const place = i + ctz(set)
      const bit = <u32>load<u8>(bits + place)
      const upTo = before + (stops ? <u32>load<u8>(stops + place) : 0)
      store<u32>(entry, bit)
      store<u32>(entry, before, 4)
      store<u32>(entry, place, 8)
      store<u32>(entry, upTo, 12)
      // The entry of an event that only is a stop is overwritten by the next.
      entry += bit ? ENTRY : 0
      seen |= bit
      several |= bit & (bit - 1)
      before = upTo
    }
  }
  return entry
}

/** How far the best path through a list comes; own[s] is the time since the step before. */
@inline
function reachFarthest(
  time: usize, list: usize, end: usize, windowMs: f64, isFirst: bool, own: usize,
): i32 {
  const most = popcnt(seen)
  const trial = own + 64
  let best = 0
  for (let start = list; start < end; start += ENTRY) {
    const steps = reachFrom(time, start, end, windowMs, most, trial)
    if (steps > best) {
      best = steps
      for (let s = 0; s < best; s++) store<f64>(own + (s << 3), load<f64>(trial + (s << 3)))
    }
    if (best == most || isFirst) break
  }
  return best
}

/** How far a path comes that begins with an event of the list. */
@inline
function reachFrom(
  time: usize, start: usize, end: usize, windowMs: f64, most: i32, waits: usize,
): i32 {
  let latest = load<f64>(time + (<usize>load<u32>(start, 8) << 3))
  const until = latest + windowMs
  let done: u32 = 0
  let steps = 0
  let stopped = load<u32>(start, 12)
  for (let entry = start; entry < end; entry += ENTRY) {
    if (load<u32>(entry, 4) > stopped) break
    const bit = load<u32>(entry)
    if (done & bit) continue
    const t = load<f64>(time + (<usize>load<u32>(entry, 8) << 3))
    if (t > until) break
    store<f64>(waits + (steps << 3), t - latest)
    latest = t
    stopped = load<u32>(entry, 12)
    done |= bit
    if (++steps == most) break
  }
  return steps
}
