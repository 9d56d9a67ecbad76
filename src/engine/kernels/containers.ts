// Containers are runs of whole neighbours: `runs` holds k + 1 ascending u32 event offsets.

/** out[i] = whether mask is set on any event of the run that holds i; masks u8. */
export function anyIn(mask: usize, runs: usize, k: i32, out: usize): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let any: u8 = 0
    for (let i = from; i < to && !any; i++) any = load<u8>(mask + i)
    for (let i = from; i < to; i++) store<u8>(out + i, any)
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

/** How many runs have an event in the mask; mask u8. */
export function countRuns(mask: usize, runs: usize, k: i32): u32 {
  let count: u32 = 0
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let i = from
    while (i + 8 <= to && !load<u64>(mask + i)) i += 8
    while (i < to && !load<u8>(mask + i)) i++
    if (i < to) count++
    from = to
  }
  return count
}
