import { isAnyIn } from './bits'

// Containers are runs of whole neighbours: `runs` holds k + 1 ascending u32 event offsets.

/**
 * out[i] = whether mask is set on any event of the run that holds i; masks u8. Both have 16 bytes of
 * slack; the runs are neighbours.
 */
export function anyIn(mask: usize, runs: usize, k: i32, out: usize): void {
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    const any = i8x16.splat(isAnyIn(mask, from, to) ? 1 : 0)
    // What is written past the end is written again by the next run.
    for (let i = from; i < to; i += 16) v128.store(out + i, any)
    from = to
  }
}

/** out[i] = sum over the run that holds i of values[j] where mask[j]; f64. mask 0: every event; NaN adds nothing. */
export function sumIn(values: usize, mask: usize, runs: usize, k: i32, out: usize): void {
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

/** out[i] = how many events of the run that holds i have mask set; mask u8, out f64. */
export function countIn(mask: usize, runs: usize, k: i32, out: usize): void {
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
 * Cuts persons into sessions: a gap longer than `timeout` ms, or a set `starts` mask (0: none), begins
 * a new one. Writes the sessions' u32 event offsets and one more; returns how many sessions.
 */
export function sessionRuns(
  time: usize,
  starts: usize,
  persons: usize,
  k: i32,
  timeout: f64,
  out: usize,
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

/** out[i] = 1 on the first event of each run, else 0; out u8, n = all events. */
export function firstIn(runs: usize, k: i32, out: usize, n: i32): void {
  memory.fill(out, 0, n)
  for (let r = 0; r < k; r++) store<u8>(out + load<u32>(runs + (r << 2)), 1)
}

/** out[i] = 1 on the last event of each run, else 0; out u8, n = all events. Runs are never empty. */
export function lastIn(runs: usize, k: i32, out: usize, n: i32): void {
  memory.fill(out, 0, n)
  for (let r = 0; r < k; r++) store<u8>(out + load<u32>(runs + ((r + 1) << 2)) - 1, 1)
}

/** How many runs have an event in the mask; mask u8 with 16 bytes of slack. */
export function countRuns(mask: usize, runs: usize, k: i32): u32 {
  let count: u32 = 0
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    count += u32(isAnyIn(mask, from, to))
    from = to
  }
  return count
}
