// Conversions are ascending u32 events. Each has touchpoints `firsts[c]` … `ends[c] - 1` of a list of
// touchpoints in the order of the events; both ascend. Credit is f64, one per touchpoint.

/**
 * Of k places (u32) with values (f64) those that are neither 0 nor NaN, where mask (u8 by event, 0:
 * everywhere), written to both outputs; returns how many.
 */
export function worthyPlaces(
  places: usize,
  values: usize,
  mask: usize,
  k: i32,
  outPlaces: usize,
  outValues: usize,
): i32 {
  let count = 0
  for (let j = 0; j < k; j++) {
    const place = load<u32>(places + (j << 2))
    const x = load<f64>(values + (j << 3))
    store<u32>(outPlaces + (count << 2), place)
    store<f64>(outValues + (count << 3), x)
    count += <i32>(x == x) & <i32>(x != 0) & (mask ? <i32>load<u8>(mask + place) : 1)
  }
  return count
}

/**
 * Of n values (f64) those that are neither 0 nor NaN, where mask (u8, 0: everywhere), written to both
 * outputs with their places (u32), which have room for n; returns how many.
 */
export function worthyEvents(
  values: usize,
  mask: usize,
  n: i32,
  outPlaces: usize,
  outValues: usize,
): i32 {
  let count = 0
  for (let i = 0; i < n; i++) {
    const x = load<f64>(values + (i << 3))
    store<u32>(outPlaces + (count << 2), i)
    store<f64>(outValues + (count << 3), x)
    count += <i32>(x == x) & <i32>(x != 0) & (mask ? <i32>load<u8>(mask + i) : 1)
  }
  return count
}

/** out[j] = codes[events[j]]; codes u8, u16 or u32, events and out u32, n of them. */
export function gatherCodes8(codes: usize, events: usize, n: i32, out: usize): void {
  gatherCodes<u8>(codes, events, n, out)
}
export function gatherCodes16(codes: usize, events: usize, n: i32, out: usize): void {
  gatherCodes<u16>(codes, events, n, out)
}
export function gatherCodes32(codes: usize, events: usize, n: i32, out: usize): void {
  gatherCodes<u32>(codes, events, n, out)
}
@inline
function gatherCodes<T>(codes: usize, events: usize, n: i32, out: usize): void {
  for (let j = 0; j < n; j++) {
    const event = <usize>load<u32>(events + (j << 2))
    store<u32>(out + (j << 2), <u32>load<T>(codes + event * sizeof<T>()))
  }
}

/**
 * The events in mask (u8, 0: all) from `starts[c]` to conversion c, each once, into out, with room for
 * all events; returns how many. `starts` ascend. Fills `firsts` and `ends`.
 */
export function touchesBefore(
  mask: usize,
  conversions: usize,
  starts: usize,
  k: i32,
  out: usize,
  firsts: usize,
  ends: usize,
): i32 {
  let count = 0
  let first = 0
  let next: u32 = 0
  for (let c: usize = 0; c < <usize>k; c++) {
    const start = load<u32>(starts + (c << 2))
    const event = load<u32>(conversions + (c << 2))
    next = max(next, start)
    for (; next <= event; next++) {
      store<u32>(out + (count << 2), next)
      count += mask ? <i32>load<u8>(mask + next) : 1
    }
    while (first < count && load<u32>(out + (first << 2)) < start) first++
    store<u32>(firsts + (c << 2), first)
    store<u32>(ends + (c << 2), count)
  }
  return count
}

/**
 * out[c] = the last event in mask (u8, 0: all) from `starts[c]` to conversion c, ~0 without one.
 * `starts` ascend.
 */
export function lastTouches(
  mask: usize,
  conversions: usize,
  starts: usize,
  k: i32,
  out: usize,
): void {
  let last: i32 = -1
  let seen: i32 = 0
  for (let c: usize = 0; c < <usize>k; c++) {
    const start = load<i32>(starts + (c << 2))
    const event = load<i32>(conversions + (c << 2))
    seen = max(seen, start)
    let i = event
    while (mask && i >= seen && !load<u8>(mask + i)) i--
    if (i >= seen) last = i
    seen = event + 1
    store<i32>(out + (c << 2), last >= start ? last : -1)
  }
}

/** out[c] = the first event in mask (u8, 0: all) from `starts[c]` to conversion c, ~0 without one. */
export function firstTouches(
  mask: usize,
  conversions: usize,
  starts: usize,
  k: i32,
  out: usize,
): void {
  let next: u32 = 0
  for (let c: usize = 0; c < <usize>k; c++) {
    const event = load<u32>(conversions + (c << 2))
    next = max(next, load<u32>(starts + (c << 2)))
    while (next <= event && mask && !load<u8>(mask + next)) next++
    store<u32>(out + (c << 2), next <= event ? next : ~0)
  }
}

/** Adds f64 x to credit[from] … credit[to - 1]. */
@inline
function addTo(credit: usize, from: u32, to: u32, x: f64): void {
  const both = f64x2.splat(x)
  let at = credit + (<usize>from << 3)
  const end = credit + (<usize>to << 3)
  for (; at + 16 <= end; at += 16) v128.store(at, f64x2.add(v128.load(at), both))
  if (at < end) store<f64>(at, load<f64>(at) + x)
}

/**
 * Adds to the credit of each conversion's first, last and every middle touchpoint the conversion's
 * f64 shares; a single touchpoint is the first, none gets nothing.
 */
export function shareByPosition(
  firsts: usize,
  ends: usize,
  firstShares: usize,
  middleShares: usize,
  lastShares: usize,
  k: i32,
  credit: usize,
): void {
  for (let c: usize = 0; c < <usize>k; c++) {
    const from = load<u32>(firsts + (c << 2))
    const to = load<u32>(ends + (c << 2))
    if (from >= to) continue
    const at = credit + (<usize>from << 3)
    store<f64>(at, load<f64>(at) + load<f64>(firstShares + (c << 3)))
    if (to - from == 1) continue
    addTo(credit, from + 1, to - 1, load<f64>(middleShares + (c << 3)))
    const last = credit + (<usize>(to - 1) << 3)
    store<f64>(last, load<f64>(last) + load<f64>(lastShares + (c << 3)))
  }
}

/** 2 to the power of two f64 of at most 0; 0 where the result would be below 2^-1022. */
@inline
function powerOf2(x: v128): v128 {
  const isSome = f64x2.ge(x, f64x2.splat(-1022))
  const bounded = f64x2.max(x, f64x2.splat(-1022))
  const whole = f64x2.nearest(bounded)
  const z = f64x2.mul(f64x2.sub(bounded, whole), f64x2.splat(0.6931471805599453))
  let sum = f64x2.splat(1.0 / 6227020800)
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 479001600))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 39916800))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 3628800))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 362880))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 40320))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 5040))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 720))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 120))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 24))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1.0 / 6))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(0.5))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1))
  sum = f64x2.add(f64x2.mul(sum, z), f64x2.splat(1))
  // Added to 1.5 × 2^52, a whole number stands in the lowest bits, from where it goes to the exponent.
  const bits = f64x2.add(whole, f64x2.splat(6755399441055744))
  return v128.and(i64x2.add(sum, i64x2.shl(bits, 52)), isSome)
}

/**
 * Adds to the credit of each conversion's touchpoints its f64 amount, shared by weights that halve
 * with every `halfLife` (ms, above 0) of age. `times`: UTC ms of the touchpoints, ascending within a
 * conversion's. `weights` has room for one f64 more than there are touchpoints.
 */
export function shareByAge(
  times: usize,
  firsts: usize,
  ends: usize,
  amounts: usize,
  halfLife: f64,
  k: i32,
  weights: usize,
  credit: usize,
): void {
  const rate = f64x2.splat(1 / halfLife)
  for (let c: usize = 0; c < <usize>k; c++) {
    const from = load<u32>(firsts + (c << 2))
    const n: i32 = load<u32>(ends + (c << 2)) - from
    if (n <= 0) continue
    const own = times + (<usize>from << 3)
    const youngest = f64x2.splat(load<f64>(own + ((n - 1) << 3)))
    let sums = f64x2.splat(0)
    let i = 0
    for (; i < n; i += 2) {
      const ages = f64x2.sub(v128.load(own + (i << 3)), youngest)
      const weight = powerOf2(f64x2.mul(ages, rate))
      v128.store(weights + (i << 3), weight)
      if (i + 1 < n) sums = f64x2.add(sums, weight)
    }
    let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
    if (n & 1) sum += load<f64>(weights + ((n - 1) << 3))
    const x = load<f64>(amounts + (c << 3)) / sum
    const both = f64x2.splat(x)
    const at = credit + (<usize>from << 3)
    for (i = 0; i + 2 <= n; i += 2) {
      const share = f64x2.mul(v128.load(weights + (i << 3)), both)
      v128.store(at + (i << 3), f64x2.add(v128.load(at + (i << 3)), share))
    }
    if (i < n) {
      store<f64>(at + (i << 3), load<f64>(at + (i << 3)) + load<f64>(weights + (i << 3)) * x)
    }
  }
}

/** table[groups[t]] += credit[t] for n touchpoints; groups u32, credit and table f64. */
export function bookCredit(groups: usize, credit: usize, n: i32, table: usize): void {
  for (let t = 0; t < n; t++) {
    const at = table + (<usize>load<u32>(groups + (t << 2)) << 3)
    store<f64>(at, load<f64>(at) + load<f64>(credit + (t << 3)))
  }
}
