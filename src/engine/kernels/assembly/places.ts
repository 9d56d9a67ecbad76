import { At } from './address'

// Places are the ascending offsets of few of a batch's events; values are one per place.

/** out[j] = src[j] - base; n of them. */
export function rebase(src: At<u32>, base: u32, out: At<u32>, n: i32): void {
  for (let j = 0; j < n; j++) store<u32>(out + (j << 2), load<u32>(src + (j << 2)) - base)
}

/** out[i] = the value whose place is i, `otherwise` where there is none; k places, out over n events. */
export function spreadValues(
  otherwise: f64, places: At<u32>, values: At<f64>, k: i32, out: At<f64>, n: i32,
): void {
  const most = f64x2.splat(otherwise)
  for (let i = 0; i < n; i += 2) v128.store(out + (i << 3), most)
  for (let j = 0; j < k; j++) {
    store<f64>(out + (load<u32>(places + (j << 2)) << 3), load<f64>(values + (j << 3)))
  }
}

/** out[i] = whether the number that spreadValues would give is not NaN; k places, out over n events. */
export function markSparseNumbers(
  otherwise: f64, places: At<u32>, values: At<f64>, k: i32, out: At<u8>, n: i32,
): void {
  memory.fill(out, <u8>(otherwise == otherwise), n)
  for (let j = 0; j < k; j++) {
    const x = load<f64>(values + (j << 3))
    store<u8>(out + load<u32>(places + (j << 2)), <u8>(x == x))
  }
}

/** The places of k where mask is set, written to out; returns how many. */
export function placesIn(places: At<u32>, k: i32, mask: At<u8>, out: At<u32>): i32 {
  let count = 0
  for (let j = 0; j < k; j++) {
    const place = load<u32>(places + (j << 2))
    store<u32>(out + (count << 2), place)
    count += <i32>load<u8>(mask + place)
  }
  return count
}

/** The sum of n values in order; NaN adds nothing. */
export function sumValues(values: At<f64>, n: i32): f64 {
  let sum: f64 = 0
  for (let j = 0; j < n; j++) {
    const x = load<f64>(values + (j << 3))
    if (x == x) sum += x
  }
  return sum
}

/** How many runs (k + 1 offsets) have one of n places. */
export function countRunsWithPlaces(places: At<u32>, n: i32, runs: At<u32>, k: i32): u32 {
  let count: u32 = 0
  let end: u32 = 0
  for (let j = 0, r = 0; j < n; j++) {
    const place = load<u32>(places + (j << 2))
    if (place < end) continue
    while (r < k && load<u32>(runs + ((r + 1) << 2)) <= place) r++
    end = load<u32>(runs + ((r + 1) << 2))
    count++
  }
  return count
}

/** out[j] = the code at the place j of n. */
export function codesAt<C>(codes: At<C>, places: At<u32>, n: i32, out: At<u32>): void {
  for (let j = 0; j < n; j++) {
    const place = <usize>load<u32>(places + (j << 2))
    store<u32>(out + (j << 2), <u32>load<C>(codes + place * sizeof<C>()))
  }
}

/**
 * The places of k where mask is set, with their values, written to outPlaces and outValues;
 * returns how many.
 */
export function valuesIn(
  places: At<u32>, values: At<f64>, k: i32, mask: At<u8>, outPlaces: At<u32>, outValues: At<f64>,
): i32 {
  let count = 0
  for (let j = 0; j < k; j++) {
    const place = load<u32>(places + (j << 2))
    store<u32>(outPlaces + (count << 2), place)
    store<f64>(outValues + (count << 3), load<f64>(values + (j << 3)))
    count += <i32>load<u8>(mask + place)
  }
  return count
}

/**
 * Counts distinct runs per group, as groupDistinct does, over n places whose groups are keys[j]:
 * rows[key][slot + 1] counts runs with a place of that key. runs are k + 1 offsets.
 */
export function groupDistinctPlaces(
  keys: At<u32>, places: At<u32>, n: i32, runs: At<u32>, first: u32, rows: At<u32>, stride: u32,
  slot: u32,
): void {
  const base = rows + (slot << 2)
  const shift: usize = stride << 2
  let run: usize = 0
  for (let j = 0; j < n; j++) {
    const place = load<u32>(places + (j << 2))
    while (load<u32>(runs + ((run + 1) << 2)) <= place) run++
    const id = first + <u32>run + 1
    const at = base + <usize>load<u32>(keys + (j << 2)) * shift
    store<u32>(at + 4, load<u32>(at + 4) + u32(load<u32>(at) != id))
    store<u32>(at, id)
  }
}

/** out[j] = the number at the place j of n. */
export function numbersAt(numbers: At<f64>, places: At<u32>, n: i32, out: At<f64>): void {
  for (let j = 0; j < n; j++) {
    const place = <usize>load<u32>(places + (j << 2))
    store<f64>(out + (j << 3), load<f64>(numbers + (place << 3)))
  }
}

/** out[j] = how much the number at place j is above that at place j of those before. */
export function risesBetween(
  numbers: At<f64>, befores: At<u32>, places: At<u32>, n: i32, out: At<f64>,
): void {
  for (let j = 0; j < n; j++) {
    const before = <usize>load<u32>(befores + (j << 2))
    const place = <usize>load<u32>(places + (j << 2))
    const rise = load<f64>(numbers + (place << 3)) - load<f64>(numbers + (before << 3))
    store<f64>(out + (j << 3), rise)
  }
}
