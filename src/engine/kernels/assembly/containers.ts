import { At, Maybe } from './address'
import { isAnyIn, setIn, unionIn } from './bits'

// Containers are runs of whole neighbours: `runs` holds k + 1 ascending event offsets.

/** out[r] = whether mask is set on any event of run r; mask with 32 bytes of slack. */
export function anyRuns(mask: At<u8>, runs: At<u32>, k: i32, out: At<u8>): void {
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    const left = to - from
    // Most runs are short: their first 32 events are looked at without a branch.
    const first = (<u64>setIn(mask + from + 16, 16) << 16) | setIn(mask + from, 16)
    let any = first & (((<u64>1) << min(left, 32)) - 1)
    if (left > 32 && !any) any = u64(isAnyIn(mask, from + 32, to))
    store<u8>(out + r, u8(any != 0))
    from = to
  }
}

/** out[r] = whether the events of run r have every bit of `required` somewhere. */
export function allRuns(bits: At<u8>, runs: At<u32>, k: i32, required: u32, out: At<u8>): void {
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    store<u8>(out + r, u8((unionIn(bits, from, to) & required) == required))
    from = to
  }
}

/**
 * out[r] = whether any of the inner runs that lie in outer run r has its flag set. Both are cut from
 * the same events, so that each inner run is in the same outer run as the one before it or in the next.
 */
export function testOuterRuns(
  flags: At<u8>, inner: At<u32>, m: i32, outer: At<u32>, out: At<u8>,
): void {
  let r: usize = 0
  let any: u32 = 0
  for (let j = 0; j < m; j++) {
    const isNext = u32(load<u32>(inner + (j << 2)) >= load<u32>(outer + ((r + 1) << 2)))
    r += isNext
    any = (any & (isNext - 1)) | load<u8>(flags + j)
    store<u8>(out + r, <u8>any)
  }
}

/** out[j] = what mask has for the first event of run j. */
export function readFirstFlags(mask: At<u8>, runs: At<u32>, k: i32, out: At<u8>): void {
  for (let j = 0; j < k; j++) store<u8>(out + j, load<u8>(mask + <usize>load<u32>(runs + (j << 2))))
}

/** How many events the runs have whose flag is set. */
export function eventsIn(flags: At<u8>, runs: At<u32>, k: i32): u32 {
  let count: u32 = 0
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    count += (to - from) * load<u8>(flags + r)
    from = to
  }
  return count
}

/** out[i] = sum over the run that holds i of values[j] where mask[j]. No mask: every event; NaN adds nothing. */
export function sumIn(values: At<f64>, mask: Maybe<u8>, runs: At<u32>, k: i32, out: At<f64>): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let sum: f64 = 0
    for (let i = from; i < to; i++) {
      const x = load<f64>(values + (i << 3))
      if (x == x && (!mask || load<u8>(mask + i))) sum += x
    }
    for (let i = from; i < to; i++) store<f64>(out + (i << 3), sum)
    from = to
  }
}

/** out[i] = how many events of the run that holds i have mask set. */
export function countIn(mask: At<u8>, runs: At<u32>, k: i32, out: At<f64>): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let count = 0
    for (let i = from; i < to; i++) count += load<u8>(mask + i)
    for (let i = from; i < to; i++) store<f64>(out + (i << 3), <f64>count)
    from = to
  }
}

/**
 * Cuts persons into sessions: a gap longer than `timeout` ms, or a set `starts` mask, begins
 * a new one. Writes the sessions' event offsets and one more; returns how many sessions.
 */
export function sessionRuns(
  time: At<f64>, starts: Maybe<u8>, persons: At<u32>, k: i32, timeout: f64, out: At<u32>,
): i32 {
  let sessions = 0
  let from = load<u32>(persons)
  for (let p = 0; p < k; p++) {
    const to = load<u32>(persons + ((p + 1) << 2))
    let before = -Infinity
    for (let i = from; i < to; i++) {
      const t = load<f64>(time + (i << 3))
      if (t - before > timeout || (starts && load<u8>(starts + i))) {
        store<u32>(out + (sessions << 2), i)
        sessions++
      }
      before = t
    }
    from = to
  }
  store<u32>(out + (sessions << 2), from)
  return sessions
}

/** out[i] = 1 on the first event of each run, else 0; n = all events. */
export function firstIn(runs: At<u32>, k: i32, out: At<u8>, n: i32): void {
  memory.fill(out, 0, n)
  for (let r = 0; r < k; r++) store<u8>(out + load<u32>(runs + (r << 2)), 1)
}

/** out[i] = 1 on the last event of each run, else 0; n = all events. Runs are never empty. */
export function lastIn(runs: At<u32>, k: i32, out: At<u8>, n: i32): void {
  memory.fill(out, 0, n)
  for (let r = 0; r < k; r++) store<u8>(out + load<u32>(runs + ((r + 1) << 2)) - 1, 1)
}

/** How many runs have an event in the mask, which has 16 bytes of slack. */
export function countRuns(mask: At<u8>, runs: At<u32>, k: i32): u32 {
  let count: u32 = 0
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    count += u32(isAnyIn(mask, from, to))
    from = to
  }
  return count
}
