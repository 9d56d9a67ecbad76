// Codes u32, time f64 ms, runs k + 1 ascending u32 offsets; values are never carried across runs.
// `time` is only read when `duration` (ms) is finite: a value set at t reaches events up to t + duration.

/** out[i] = the latest code other than 0 up to i in its run. */
export function carryLatest(
  codes: usize,
  time: usize,
  runs: usize,
  k: i32,
  duration: f64,
  out: usize,
): void {
  const isLimited = duration != Infinity
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let held: u32 = 0
    if (isLimited) {
      let until = Infinity
      for (let i = from; i < to; i++) {
        const code = load<u32>(codes + (i << 2))
        const t = load<f64>(time + (i << 3))
        until = select(t + duration, until, code != 0)
        held = select(code, select<u32>(0, held, t > until), code != 0)
        store<u32>(out + (i << 2), held)
      }
    } else {
      for (let i = from; i < to; i++) {
        const code = load<u32>(codes + (i << 2))
        held = select(code, held, code != 0)
        store<u32>(out + (i << 2), held)
      }
    }
    from = to
  }
}

/** out[i] = the first code other than 0 up to i in its run; once it has ended, the next one set. */
export function carryFirst(
  codes: usize,
  time: usize,
  runs: usize,
  k: i32,
  duration: f64,
  out: usize,
): void {
  const isLimited = duration != Infinity
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let held: u32 = 0
    if (isLimited) {
      let until = Infinity
      for (let i = from; i < to; i++) {
        const t = load<f64>(time + (i << 3))
        if (held && t > until) held = 0
        if (!held) {
          held = load<u32>(codes + (i << 2))
          until = t + duration
        }
        store<u32>(out + (i << 2), held)
      }
    } else {
      for (let i = from; i < to; i++) {
        held = select(held, load<u32>(codes + (i << 2)), held != 0)
        store<u32>(out + (i << 2), held)
      }
    }
    from = to
  }
}

/** out[i] = the first code other than 0 in the run that holds i. */
export function spreadFirst(codes: usize, runs: usize, k: i32, out: usize): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let found: u32 = 0
    for (let i = from; i < to && !found; i++) found = load<u32>(codes + (i << 2))
    for (let i = from; i < to; i++) store<u32>(out + (i << 2), found)
    from = to
  }
}

/** out[i] = the last code other than 0 in the run that holds i. */
export function spreadLast(codes: usize, runs: usize, k: i32, out: usize): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let found: u32 = 0
    for (let i = to; i > from && !found; i--) found = load<u32>(codes + ((i - 1) << 2))
    for (let i = from; i < to; i++) store<u32>(out + (i << 2), found)
    from = to
  }
}
