import { At, Maybe } from './address'

// Outputs are as wide as codes; time is in ms, runs are k + 1 ascending offsets from 0 to the last event;
// values are never carried across runs. `time` is only read when
// `duration` (ms) is finite: a value set at t reaches events up to t + duration.

@inline
function codeAt<C>(codes: usize, i: i32): C {
  return load<C>(codes + <usize>i * sizeof<C>())
}

@inline
function setCode<C>(out: usize, i: i32, code: C): void {
  store<C>(out + <usize>i * sizeof<C>(), code)
}

/** Bit j for each of the next 16 / sizeof<C>() codes that is 0. */
@inline
function blanksIn<C>(codes: usize): u32 {
  const all = v128.load(codes)
  const none = i64x2.splat(0)
  if (sizeof<C>() == 1) return i8x16.bitmask(i8x16.eq(all, none))
  if (sizeof<C>() == 2) return i16x8.bitmask(i16x8.eq(all, none))
  return i32x4.bitmask(i32x4.eq(all, none))
}

/**
 * out[i] = the latest code other than 0 up to i in its run. All have 16 bytes of slack. Copies all codes
 * and looks only at the blank ones, each of which follows the event that it is like.
 */
export function carryLatest<C>(
  codes: At<C>, time: Maybe<f64>, runs: At<u32>, k: i32, duration: f64, out: At<C>,
): void {
  const n = load<i32>(runs + (k << 2))
  const lanes: i32 = 16 / sizeof<C>()
  const isLimited = duration != Infinity
  let start = 0
  let end = 0
  let run = runs
  let set = -1
  let lastBlank = -2
  for (let i = 0; i < n; i += lanes) {
    const at = <usize>i * sizeof<C>()
    v128.store(out + at, v128.load(codes + at))
    let blanks = blanksIn<C>(codes + at)
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
      setCode<C>(out, blank, codeAt<C>(codes, set))
    }
  }
}

/** out[i] = the first code other than 0 up to i in its run; once it has ended, the next one set. */
export function carryFirst<C>(
  codes: At<C>, time: Maybe<f64>, runs: At<u32>, k: i32, duration: f64, out: At<C>,
): void {
  const isLimited = duration != Infinity
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let held: C = <C>0
    if (isLimited) {
      let until = Infinity
      for (let i = from; i < to; i++) {
        const t = load<f64>(time + (i << 3))
        if (held && t > until) held = <C>0
        if (!held) {
          held = codeAt<C>(codes, i)
          until = t + duration
        }
        setCode<C>(out, i, held)
      }
    } else {
      for (let i = from; i < to; i++) {
        held = select(held, codeAt<C>(codes, i), held != 0)
        setCode<C>(out, i, held)
      }
    }
    from = to
  }
}

/** out[i] = the first code other than 0 in the run that holds i. */
export function spreadFirst<C>(codes: At<C>, runs: At<u32>, k: i32, out: At<C>): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let found: C = <C>0
    for (let i = from; i < to && !found; i++) found = codeAt<C>(codes, i)
    for (let i = from; i < to; i++) setCode<C>(out, i, found)
    from = to
  }
}

/** out[i] = the last code other than 0 in the run that holds i. */
export function spreadLast<C>(codes: At<C>, runs: At<u32>, k: i32, out: At<C>): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let found: C = <C>0
    for (let i = to; i > from && !found; i--) found = codeAt<C>(codes, i - 1)
    for (let i = from; i < to; i++) setCode<C>(out, i, found)
    from = to
  }
}
