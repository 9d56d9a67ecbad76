import { At, Maybe } from './address'

// Conversions are ascending events. Each has touchpoints `firsts[c]` … `ends[c] - 1` of a list of
// touchpoints in the order of the events; both ascend. Credit is one number per touchpoint.

/**
 * Of k places with values those that are neither 0 nor NaN, where mask (by event, null:
 * everywhere), written to both outputs; returns how many.
 */
export function worthyPlaces(
  places: At<u32>, values: At<f64>, mask: Maybe<u8>, k: i32, outPlaces: At<u32>, outValues: At<f64>,
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
 * Of n values those that are neither 0 nor NaN, where mask (null: everywhere), written to both
 * outputs with their places; returns how many. All have 16 bytes of slack.
 */
export function worthyEvents(
  values: At<f64>, mask: Maybe<u8>, n: i32, outPlaces: At<u32>, outValues: At<f64>,
): i32 {
  let count = 0
  for (let i = 0; i < n; i += 2) {
    const pair = v128.load(values + (i << 3))
    const isWorthy = v128.and(f64x2.eq(pair, pair), f64x2.ne(pair, f64x2.splat(0)))
    if (!v128.any_true(isWorthy)) continue
    const last = min(i + 2, n)
    for (let j = i; j < last; j++) {
      const x = load<f64>(values + (j << 3))
      if (x != x || x == 0 || (mask && !load<u8>(mask + j))) continue
      store<u32>(outPlaces + (count << 2), j)
      store<f64>(outValues + (count << 3), x)
      count++
    }
  }
  return count
}

/** out[c] = the start of the run that conversion c lies in. */
export function runStarts(conversions: At<u32>, k: i32, runs: At<u32>, out: At<u32>): void {
  let start: u32 = 0
  let end: u32 = 0
  for (let c: usize = 0; c < <usize>k; c++) {
    const event = load<u32>(conversions + (c << 2))
    for (; end <= event; runs += 4) {
      start = load<u32>(runs)
      end = load<u32>(runs + 4)
    }
    store<u32>(out + (c << 2), start)
  }
}

/**
 * The events in mask (null: all) from `starts[c]` to conversion c, each once, into out, with room for
 * all events; returns how many. `starts` ascend. Fills `firsts` and `ends`.
 */
export function touchesBefore(
  mask: Maybe<u8>, conversions: At<u32>, starts: At<u32>, k: i32, out: At<u32>, firsts: At<u32>,
  ends: At<u32>,
): i32 {
  let count = 0
  let first = 0
  let next: u32 = 0
  for (let c: usize = 0; c < <usize>k; c++) {
    const start = load<u32>(starts + (c << 2))
    const event = load<u32>(conversions + (c << 2))
    next = max(next, start)
    if (mask) {
      for (; next <= event; next++) {
        store<u32>(out + (count << 2), next)
        count += <i32>load<u8>(mask + next)
      }
    } else for (; next <= event; next++) store<u32>(out + (count++ << 2), next)
    while (first < count && load<u32>(out + (first << 2)) < start) first++
    store<u32>(firsts + (c << 2), first)
    store<u32>(ends + (c << 2), count)
  }
  return count
}

/**
 * out[c] = the last event in mask (null: all) from `starts[c]` to conversion c, ~0 without one.
 * `starts` ascend.
 */
export function lastTouches(
  mask: Maybe<u8>, conversions: At<u32>, starts: At<u32>, k: i32, out: At<u32>,
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

/** out[c] = the first event in mask (null: all) from `starts[c]` to conversion c, ~0 without one. */
export function firstTouches(
  mask: Maybe<u8>, conversions: At<u32>, starts: At<u32>, k: i32, out: At<u32>,
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

/** The most touchpoints that a conversion has. */
export function mostTouches(firsts: At<u32>, ends: At<u32>, k: i32): u32 {
  let most: u32 = 0
  for (let c: usize = 0; c < <usize>k; c++) {
    most = max(most, load<u32>(ends + (c << 2)) - load<u32>(firsts + (c << 2)))
  }
  return most
}

/**
 * Adds to the credit of each conversion's touchpoints its amount (no amounts: 1) by their position.
 * `weights` has for every number of touchpoints from 0 on three: the weights of the first, each
 * middle and the last one; a single touchpoint is the first, none gets nothing.
 */
export function shareByPosition(
  firsts: At<u32>, ends: At<u32>, amounts: Maybe<f64>, weights: At<f64>, k: i32, credit: At<f64>,
): void {
  for (let c: usize = 0; c < <usize>k; c++) {
    const from = load<u32>(firsts + (c << 2))
    const to = load<u32>(ends + (c << 2))
    if (from >= to) continue
    const amount: f64 = amounts ? load<f64>(amounts + (c << 3)) : 1
    const own = weights + <usize>(to - from) * 24
    const at = credit + (<usize>from << 3)
    store<f64>(at, load<f64>(at) + amount * load<f64>(own))
    if (to - from == 1) continue
    addTo(credit, from + 1, to - 1, amount * load<f64>(own + 8))
    const last = credit + (<usize>(to - 1) << 3)
    store<f64>(last, load<f64>(last) + amount * load<f64>(own + 16))
  }
}

/** 2 to the power of two f64 of at most 1022; 0 where the result would be below 2^-1022. */
@inline
function powerOf2(x: v128): v128 {
  const isSome = f64x2.ge(x, f64x2.splat(-1022))
  const whole = f64x2.nearest(f64x2.pmax(x, f64x2.splat(-1022)))
  const f = f64x2.sub(x, whole)
  // ln(2)^k / k!, of which 12 leave an error below 2^-52 for f from -0.5 to 0.5.
  let sum = f64x2.splat(2.5678435993488196e-11)
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(4.44553827187081e-10))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(7.054911620801121e-09))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(1.0178086009239696e-07))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(1.3215486790144305e-06))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(1.5252733804059838e-05))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(0.00015403530393381606))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(0.0013333558146428441))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(0.009618129107628477))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(0.055504108664821576))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(0.2402265069591007))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(0.6931471805599453))
  sum = f64x2.add(f64x2.mul(sum, f), f64x2.splat(1))
  // Added to 1.5 × 2^52, a whole number stands in the lowest bits, from where it goes to the exponent.
  const bits = f64x2.add(whole, f64x2.splat(6755399441055744))
  return v128.and(i64x2.add(sum, i64x2.shl(bits, 52)), isSome)
}

/** Up to this many half-lives weights grow from one touchpoint to a later one, far from overflow. */
const MOST_HALF_LIVES: f64 = 500

/**
 * Adds to the credit of each conversion's touchpoints its amount, shared by weights that halve
 * with every `halfLife` (ms, above 0) of age. `times`: UTC ms of the touchpoints, ascending within a
 * conversion's. `weights` is room for one per touchpoint; all have 16 bytes of slack.
 */
export function shareByAge(
  times: At<f64>, firsts: At<u32>, ends: At<u32>, amounts: At<f64>, halfLife: f64, k: i32,
  weights: At<f64>, credit: At<f64>,
): void {
  const rate = 1 / halfLife
  // Weights before `known` are those of ages from `origin`; conversions need them as ratios alone.
  let known: u32 = 0
  let origin: f64 = 0
  for (let c: usize = 0; c < <usize>k; c++) {
    const from = load<u32>(firsts + (c << 2))
    const to = load<u32>(ends + (c << 2))
    if (from >= to) continue
    const youngest = load<f64>(times + (<usize>(to - 1) << 3))
    if (from >= known || (youngest - origin) * rate > MOST_HALF_LIVES) {
      origin = youngest
      known = from
    }
    if (known < to) {
      weigh(times, known, to, origin, rate, weights)
      known = to
    }
    const x = load<f64>(amounts + (c << 3)) / sumOf(weights, from, to)
    addScaled(weights, from, to, x, credit)
  }
}

/** weights[t] = 2 to the power of (times[t] - origin) × rate for t in `[from, to)`, and perhaps at to. */
@inline
function weigh(times: usize, from: u32, to: u32, origin: f64, rate: f64, weights: usize): void {
  const end = <usize>to << 3
  const shift = f64x2.splat(origin)
  for (let at = <usize>from << 3; at < end; at += 16) {
    const age = f64x2.sub(v128.load(times + at), shift)
    v128.store(weights + at, powerOf2(f64x2.mul(age, f64x2.splat(rate))))
  }
}

/** The sum of values[t] for t in `[from, to)`; values f64. */
@inline
function sumOf(values: usize, from: u32, to: u32): f64 {
  let at = values + (<usize>from << 3)
  const end = values + (<usize>to << 3)
  let a = f64x2.splat(0)
  let b = f64x2.splat(0)
  for (; at + 32 <= end; at += 32) {
    a = f64x2.add(a, v128.load(at))
    b = f64x2.add(b, v128.load(at + 16))
  }
  a = f64x2.add(a, b)
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1)
  for (; at < end; at += 8) sum += load<f64>(at)
  return sum
}

/** out[t] += values[t] × x for t in `[from, to)`; all f64. */
@inline
function addScaled(values: usize, from: u32, to: u32, x: f64, out: usize): void {
  const end = <usize>to << 3
  let at = <usize>from << 3
  for (; at + 16 <= end; at += 16) {
    const scaled = f64x2.mul(v128.load(values + at), f64x2.splat(x))
    v128.store(out + at, f64x2.add(v128.load(out + at), scaled))
  }
  if (at < end) store<f64>(out + at, load<f64>(out + at) + load<f64>(values + at) * x)
}

/** table[groups[t]] += credit[t] for n touchpoints. */
export function bookCredit(groups: At<u32>, credit: At<f64>, n: i32, table: At<f64>): void {
  for (let t = 0; t < n; t++) {
    const at = table + (<usize>load<u32>(groups + (t << 2)) << 3)
    store<f64>(at, load<f64>(at) + load<f64>(credit + (t << 3)))
  }
}

/**
 * table[groups of touches[c]] += amount of conversion c (no amounts: 1) for k conversions. Touches are
 * events with codes, ~0 for none, whose group is `none`.
 */
export function bookEvents<C>(
  codes: At<C>, touches: At<u32>, amounts: Maybe<f64>, k: i32, none: u32, table: At<f64>,
): void {
  for (let c: usize = 0; c < <usize>k; c++) {
    const event = load<u32>(touches + (c << 2))
    const group = event == ~0 ? none : <u32>load<C>(codes + <usize>event * sizeof<C>())
    const at = table + (<usize>group << 3)
    store<f64>(at, load<f64>(at) + (amounts ? load<f64>(amounts + (c << 3)) : 1))
  }
}
