// Places are the ascending u32 offsets of few of a batch's events; values are f64, one per place.

/** out[j] = src[j] - base; u32, n of them. */
export function rebase(src: usize, base: u32, out: usize, n: i32): void {
  for (let j = 0; j < n; j++) store<u32>(out + (j << 2), load<u32>(src + (j << 2)) - base)
}

/** out[i] = the value whose place is i, `otherwise` where there is none; k places, out f64 over n events. */
export function spreadValues(
  otherwise: f64, places: usize, values: usize, k: i32, out: usize, n: i32,
): void {
  const most = f64x2.splat(otherwise)
  for (let i = 0; i < n; i += 2) v128.store(out + (i << 3), most)
  for (let j = 0; j < k; j++) {
    store<f64>(out + (load<u32>(places + (j << 2)) << 3), load<f64>(values + (j << 3)))
  }
}

/** out[i] = whether the number that spreadValues would give is not NaN; k places, out u8 over n events. */
export function hasFew(
  otherwise: f64, places: usize, values: usize, k: i32, out: usize, n: i32,
): void {
  memory.fill(out, <u8>(otherwise == otherwise), n)
  for (let j = 0; j < k; j++) {
    const x = load<f64>(values + (j << 3))
    store<u8>(out + load<u32>(places + (j << 2)), <u8>(x == x))
  }
}

/** The places of k where mask (u8) is set, written to out; returns how many. */
export function placesIn(places: usize, k: i32, mask: usize, out: usize): i32 {
  let count = 0
  for (let j = 0; j < k; j++) {
    const place = load<u32>(places + (j << 2))
    store<u32>(out + (count << 2), place)
    count += <i32>load<u8>(mask + place)
  }
  return count
}

/** The sum of n values in order; f64, NaN adds nothing. */
export function sumOf(values: usize, n: i32): f64 {
  let sum: f64 = 0
  for (let j = 0; j < n; j++) {
    const x = load<f64>(values + (j << 3))
    if (x == x) sum += x
  }
  return sum
}

/** How many runs (k + 1 u32 offsets) have one of n places. */
export function runsOfPlaces(places: usize, n: i32, runs: usize, k: i32): u32 {
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

/** out[j] = the code at the place j of n; codes of 1, 2 or 4 bytes, out u32. */
export function codesAt(codes: usize, bytes: i32, places: usize, n: i32, out: usize): void {
  if (bytes == 1) pick<u8>(codes, places, n, out)
  else if (bytes == 2) pick<u16>(codes, places, n, out)
  else pick<u32>(codes, places, n, out)
}

@inline
function pick<C>(codes: usize, places: usize, n: i32, out: usize): void {
  for (let j = 0; j < n; j++) {
    const place = <usize>load<u32>(places + (j << 2))
    store<u32>(out + (j << 2), load<C>(codes + place * sizeof<C>()))
  }
}

/**
 * The places of k where mask (u8) is set, with their values, written to outPlaces and outValues;
 * returns how many.
 */
export function valuesIn(
  places: usize, values: usize, k: i32, mask: usize, outPlaces: usize, outValues: usize,
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
 * Counts distinct runs per group, as groupDistinct does, over n places whose groups are keys[j] (u32):
 * rows[key][slot + 1] counts runs with a place of that key. runs k + 1 u32 offsets.
 */
export function groupDistinctPlaces(
  keys: usize, places: usize, n: i32, runs: usize, first: u32, rows: usize, stride: u32, slot: u32,
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

/** out[j] = the number at the place j of n; all f64 but the places. */
export function numbersAt(numbers: usize, places: usize, n: i32, out: usize): void {
  for (let j = 0; j < n; j++) {
    const place = <usize>load<u32>(places + (j << 2))
    store<f64>(out + (j << 3), load<f64>(numbers + (place << 3)))
  }
}

/** out[j] = how much the number at place j is above that at place j of those before; out f64. */
export function risesBetween(
  numbers: usize, befores: usize, places: usize, n: i32, out: usize,
): void {
  for (let j = 0; j < n; j++) {
    const before = <usize>load<u32>(befores + (j << 2))
    const place = <usize>load<u32>(places + (j << 2))
    const rise = load<f64>(numbers + (place << 3)) - load<f64>(numbers + (before << 3))
    store<f64>(out + (j << 3), rise)
  }
}
