// Codes u8, u16 or u32 as the kernel's name says, outputs as wide; time f64 ms, runs k + 1 ascending u32
// offsets from 0 to the last event; values are never carried across runs. `time` is only read when
// `duration` (ms) is finite: a value set at t reaches events up to t + duration.

@inline
function codeAt<T>(codes: usize, i: i32): T {
  return load<T>(codes + <usize>i * sizeof<T>())
}

@inline
function setCode<T>(out: usize, i: i32, code: T): void {
  store<T>(out + <usize>i * sizeof<T>(), code)
}

/** Bit j for each of the next 16 / sizeof<T>() codes that is 0. */
@inline
function blanksIn<T>(codes: usize): u32 {
  const all = v128.load(codes)
  const none = i64x2.splat(0)
  if (sizeof<T>() == 1) return i8x16.bitmask(i8x16.eq(all, none))
  if (sizeof<T>() == 2) return i16x8.bitmask(i16x8.eq(all, none))
  return i32x4.bitmask(i32x4.eq(all, none))
}

/** out[i] = the latest code other than 0 up to i in its run. All have 16 bytes of slack. */
export function carryLatest8(
  codes: usize, time: usize, runs: usize, k: i32, duration: f64, out: usize,
): void {
  carryLatest<u8>(codes, time, runs, k, duration, out)
}
export function carryLatest16(
  codes: usize, time: usize, runs: usize, k: i32, duration: f64, out: usize,
): void {
  carryLatest<u16>(codes, time, runs, k, duration, out)
}
export function carryLatest32(
  codes: usize, time: usize, runs: usize, k: i32, duration: f64, out: usize,
): void {
  carryLatest<u32>(codes, time, runs, k, duration, out)
}

/** Copies all codes and looks only at the blank ones, each of which follows the event that it is like. */
@inline
function carryLatest<T>(
  codes: usize,
  time: usize,
  runs: usize,
  k: i32,
  duration: f64,
  out: usize,
): void {
  const n = load<i32>(runs + (k << 2))
  const lanes: i32 = 16 / sizeof<T>()
  const isLimited = duration != Infinity
  let start = 0
  let end = 0
  let run = runs
  let set = -1
  let lastBlank = -2
  for (let i = 0; i < n; i += lanes) {
    const at = <usize>i * sizeof<T>()
    v128.store(out + at, v128.load(codes + at))
    let blanks = blanksIn<T>(codes + at)
    if (n - i < lanes) blanks &= (1 << (n - i)) - 1
    for (; blanks; blanks &= blanks - 1) {
      const blank = i + ctz(blanks)
      for (; end <= blank; run += 4) {
        start = load<i32>(run)
        end = load<i32>(run + 4)
      }
      if (blank - 1 != lastBlank) set = blank - 1
      lastBlank = blank
      if (set < start) continue
      if (isLimited) {
        const until = load<f64>(time + (<usize>set << 3)) + duration
        if (load<f64>(time + (<usize>blank << 3)) > until) continue
      }
      setCode<T>(out, blank, codeAt<T>(codes, set))
    }
  }
}

/** out[i] = the first code other than 0 up to i in its run; once it has ended, the next one set. */
export function carryFirst8(
  codes: usize, time: usize, runs: usize, k: i32, duration: f64, out: usize,
): void {
  carryFirst<u8>(codes, time, runs, k, duration, out)
}
export function carryFirst16(
  codes: usize, time: usize, runs: usize, k: i32, duration: f64, out: usize,
): void {
  carryFirst<u16>(codes, time, runs, k, duration, out)
}
export function carryFirst32(
  codes: usize, time: usize, runs: usize, k: i32, duration: f64, out: usize,
): void {
  carryFirst<u32>(codes, time, runs, k, duration, out)
}
@inline
function carryFirst<T>(
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
    let held: T = <T>0
    if (isLimited) {
      let until = Infinity
      for (let i = from; i < to; i++) {
        const t = load<f64>(time + (i << 3))
        if (held && t > until) held = <T>0
        if (!held) {
          held = codeAt<T>(codes, i)
          until = t + duration
        }
        setCode<T>(out, i, held)
      }
    } else {
      for (let i = from; i < to; i++) {
        held = select(held, codeAt<T>(codes, i), held != 0)
        setCode<T>(out, i, held)
      }
    }
    from = to
  }
}

/** out[i] = the first code other than 0 in the run that holds i. */
export function spreadFirst8(
  codes: usize, runs: usize, k: i32, out: usize,
): void {
  spreadFirst<u8>(codes, runs, k, out)
}
export function spreadFirst16(
  codes: usize, runs: usize, k: i32, out: usize,
): void {
  spreadFirst<u16>(codes, runs, k, out)
}
export function spreadFirst32(
  codes: usize, runs: usize, k: i32, out: usize,
): void {
  spreadFirst<u32>(codes, runs, k, out)
}
@inline
function spreadFirst<T>(codes: usize, runs: usize, k: i32, out: usize): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let found: T = <T>0
    for (let i = from; i < to && !found; i++) found = codeAt<T>(codes, i)
    for (let i = from; i < to; i++) setCode<T>(out, i, found)
    from = to
  }
}

/** out[i] = the last code other than 0 in the run that holds i. */
export function spreadLast8(
  codes: usize, runs: usize, k: i32, out: usize,
): void {
  spreadLast<u8>(codes, runs, k, out)
}
export function spreadLast16(
  codes: usize, runs: usize, k: i32, out: usize,
): void {
  spreadLast<u16>(codes, runs, k, out)
}
export function spreadLast32(
  codes: usize, runs: usize, k: i32, out: usize,
): void {
  spreadLast<u32>(codes, runs, k, out)
}
@inline
function spreadLast<T>(codes: usize, runs: usize, k: i32, out: usize): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let found: T = <T>0
    for (let i = to; i > from && !found; i--) found = codeAt<T>(codes, i - 1)
    for (let i = from; i < to; i++) setCode<T>(out, i, found)
    from = to
  }
}
