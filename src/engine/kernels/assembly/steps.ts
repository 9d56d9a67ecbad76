import { At } from './address'
import { nextWith, setIn, unionIn } from './bits'

// Steps that follow each other in runs: bits[i] has bit s where event i fulfils step s, and is 0 on
// events that do not count. All bits have 64 bytes of slack.

/** out[i] = mask[i] ? bits[i] : 0; mask of 0 and 1. */
export function maskBits(bits: At<u8>, mask: At<u8>, out: At<u8>, n: i32): void {
  for (let i = 0; i < n; i += 16) {
    v128.store(out + i, v128.and(v128.load(bits + i), i8x16.neg(v128.load(mask + i))))
  }
}

/**
 * The earliest events on which each run reaches steps, every one on a later event than the one before.
 * counts[s] grows by the runs that reach step s; for each of these, in order, from `counts[s]`
 * = 0 on, places[s * k + j] is the event that does and befores[s * k + j] the one that reached
 * the step before. At most 8 steps.
 */
export function firstSteps(
  bits: At<u8>, runs: At<u32>, k: i32, steps: i32, counts: At<u32>, places: At<u32>,
  befores: At<u32>,
): void {
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    let before = from
    if (to - from <= 64) {
      // All events of a short run at once, so that nothing depends on where in it a step is.
      let open = (<u64>-1) >> (64 - (to - from))
      for (let s = 0; s < steps; s++) {
        const found = stepIn64(bits + from, s) & open
        if (!found) break
        const place = <i32>ctz(found)
        noteStep(s, k, before, from + place, counts, places, befores)
        before = from + place
        open &= (<u64>-2) << place
      }
    } else {
      let next = from
      for (let s = 0; s < steps; s++) {
        const at = nextWith(bits, i8x16.splat(<i8>((<i32>1) << s)), next, to)
        if (at == to) break
        noteStep(s, k, before, at, counts, places, befores)
        before = at
        next = at + 1
      }
    }
    from = to
  }
}

@inline
function noteStep(
  s: i32, k: i32, before: i32, at: i32, counts: usize, places: usize, befores: usize,
): void {
  const j = load<u32>(counts + (s << 2))
  const slot: usize = (<usize>s * k + j) << 2
  store<u32>(places + slot, at)
  store<u32>(befores + slot, before)
  store<u32>(counts + (s << 2), j + 1)
}

/** Bit j where the event at + j fulfils step s, for 64 events. */
@inline
function stepIn64(at: usize, s: i32): u64 {
  const low = <u64>stepIn16(at, s) | (<u64>stepIn16(at + 16, s) << 16)
  return low | (<u64>stepIn16(at + 32, s) << 32) | (<u64>stepIn16(at + 48, s) << 48)
}

@inline
function stepIn16(at: usize, s: i32): u32 {
  // Two bytes at a time: the top bit of each is what was its bit s.
  return i8x16.bitmask(i16x8.shl(v128.load(at), 7 - s))
}

/**
 * Gathers the events with any bit of the runs that have every bit of `required` somewhere: their
 * offsets in places, their bits in outBits, where each run's begin in outRuns (one more
 * than runs) and which run that is in which. Returns how many runs.
 */
export function gatherSteps(
  bits: At<u8>, runs: At<u32>, k: i32, required: u32, places: At<u32>, outBits: At<u32>,
  outRuns: At<u32>, which: At<u32>,
): i32 {
  let gathered = 0
  let count: usize = 0
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    if ((unionIn(bits, from, to) & required) == required) {
      store<u32>(outRuns + (gathered << 2), <u32>count)
      store<u32>(which + (gathered << 2), r)
      gathered++
      for (let i = from; i < to; i += 16) {
        for (let set = setIn(bits + i, to - i); set; set &= set - 1) {
          const at = i + ctz(set)
          store<u32>(places + (count << 2), at)
          store<u32>(outBits + (count << 2), load<u8>(bits + at))
          count++
        }
      }
    }
    from = to
  }
  store<u32>(outRuns + (gathered << 2), <u32>count)
  return gathered
}

/** out[i] = flags[r] for every event i of each run r; out with 16 bytes of slack. */
export function spreadRuns(flags: At<u8>, runs: At<u32>, k: i32, out: At<u8>): void {
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    const flag = i8x16.splat(load<u8>(flags + r))
    // What is written past the end is written again by the next run.
    for (let i = from; i < to; i += 16) v128.store(out + i, flag)
    from = to
  }
}
