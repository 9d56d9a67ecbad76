import { At, Maybe } from './address'
import { setIn } from './bits'

// A group table has one row of `stride` u32 slots per group; sums take two slots. Keys have
// room for 65 more behind them, masks 65 bytes of slack; flags are one per run. No mask is every event,
// no flags are every run.

@inline
function rowOf<C>(keys: usize, i: i32, base: usize, shift: usize): usize {
  return base + <usize>load<C>(keys + <usize>i * sizeof<C>()) * shift
}

@inline
function addOne(at: usize): void {
  store<u32>(at, load<u32>(at) + 1)
}

/** rows[keys[i]][slot] += 1 where mask. */
export function groupCount<C>(
  keys: At<C>, mask: Maybe<u8>, n: i32, rows: At<u32>, stride: u32, slot: u32,
): void {
  countGroups<C>(keys, mask, n, rows + (slot << 2), stride << 2)
}

@inline
function countGroups<C>(keys: usize, mask: usize, n: i32, base: usize, shift: usize): void {
  if (!mask) {
    for (let i = 0; i < n; i++) addOne(rowOf<C>(keys, i, base, shift))
    return
  }
  for (let i = 0; i < n; i += 16) {
    let set = setIn(mask + i, n - i)
    if (set == 0xffff) {
      for (let j = i; j < i + 16; j++) addOne(rowOf<C>(keys, j, base, shift))
      continue
    }
    for (; set; set &= set - 1) addOne(rowOf<C>(keys, i + ctz(set), base, shift))
  }
}

/** rows[keys[i]][slot] += values[i] where mask; NaN adds nothing. */
export function groupSum<C>(
  keys: At<C>, mask: Maybe<u8>, values: At<f64>, n: i32, rows: At<u32>, stride: u32, slot: u32,
): void {
  sumGroups<C>(keys, mask, values, n, rows + (slot << 2), stride << 2)
}

@inline
function sumGroups<C>(
  keys: usize, mask: usize, values: usize, n: i32, base: usize, shift: usize,
): void {
  for (let i = 0; i < n; i++) {
    const x = load<f64>(values + (i << 3))
    if (x != x || x == 0 || (mask && !load<u8>(mask + i))) continue
    const at = rowOf<C>(keys, i, base, shift)
    store<f64>(at, load<f64>(at) + x)
  }
}

/**
 * Counts distinct runs per group: rows[key][slot + 1] counts runs with an event of that key where mask;
 * rows[key][slot] remembers the last run seen as first + r + 1. A run is never split, so the count is
 * exact. runs are k + 1 offsets.
 */
export function groupDistinct<C>(
  keys: At<C>, mask: Maybe<u8>, flags: Maybe<u8>, runs: At<u32>, k: i32, first: u32, rows: At<u32>,
  stride: u32, slot: u32,
): void {
  distinctGroups<C>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2)
}

@inline
function distinctGroups<C>(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, base: usize, shift: usize,
): void {
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    const id = first + r + 1
    if (flags && !load<u8>(flags + r)) {
      from = to
      continue
    }
    if (!mask) {
      for (let i = from; i < to; i++) noteRun(rowOf<C>(keys, i, base, shift), id)
    } else {
      for (let i = from; i < to; i += 16) {
        for (let set = setIn(mask + i, to - i); set; set &= set - 1) {
          noteRun(rowOf<C>(keys, i + ctz(set), base, shift), id)
        }
      }
    }
    from = to
  }
}

@inline
function noteRun(at: usize, id: u32): void {
  const isNew = u32(load<u32>(at) != id)
  store<u32>(at, id)
  store<u32>(at + 4, load<u32>(at + 4) + isNew)
}

/** groupDistinct into `slot`, `slot + 1` and groupCount into `slot + 2`, in one pass. */
export function groupCountDistinct<C>(
  keys: At<C>, mask: Maybe<u8>, flags: Maybe<u8>, runs: At<u32>, k: i32, first: u32, rows: At<u32>,
  stride: u32, slot: u32,
): void {
  countDistinct<C>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2)
}

@inline
function countDistinct<C>(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, base: usize, shift: usize,
): void {
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    const id = first + r + 1
    if (flags && !load<u8>(flags + r)) {
      from = to
      continue
    }
    if (!mask) {
      for (let i = from; i < to; i++) noteEvents(rowOf<C>(keys, i, base, shift), id, 1)
    } else {
      for (let i = from; i < to; i += 16) {
        for (let set = setIn(mask + i, to - i); set; set &= set - 1) {
          noteEvents(rowOf<C>(keys, i + ctz(set), base, shift), id, 1)
        }
      }
    }
    from = to
  }
}

/** Two counts in one addition: of runs in the low half, of events in the high half. */
@inline
function noteEvents(at: usize, id: u32, events: u32): void {
  const isNew = u64(load<u32>(at) != id)
  store<u32>(at, id)
  store<u64>(at + 4, load<u64>(at + 4) + ((<u64>events << 32) | isNew))
}

/** The same as groupCountDistinct, for keys that mostly equal their neighbour's: those are counted together. */
export function groupCountDistinctRuns<C>(
  keys: At<C>, mask: Maybe<u8>, flags: Maybe<u8>, runs: At<u32>, k: i32, first: u32, rows: At<u32>,
  stride: u32, slot: u32,
): void {
  pieceByPiece<C>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2, true)
}

/** The same as groupDistinct, for keys that mostly equal their neighbour's. */
export function groupDistinctRuns<C>(
  keys: At<C>, mask: Maybe<u8>, flags: Maybe<u8>, runs: At<u32>, k: i32, first: u32, rows: At<u32>,
  stride: u32, slot: u32,
): void {
  pieceByPiece<C>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2, false)
}

/** Pieces of equal keys in one run, all in the mask or all out of it; found 64 events at a time. */
@inline
function pieceByPiece<C>(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, base: usize, shift: usize,
  counts: bool,
): void {
  if (mask) piecesOf<C>(keys, mask, flags, runs, k, first, base, shift, counts, true, flags != 0)
  else if (flags) piecesOf<C>(keys, mask, flags, runs, k, first, base, shift, counts, false, true)
  else piecesOf<C>(keys, mask, flags, runs, k, first, base, shift, counts, false, false)
}

@inline
function piecesOf<C>(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, base: usize, shift: usize,
  counts: bool, hasMask: bool, hasFlags: bool,
): void {
  let begin: i32 = load<u32>(runs)
  const n: i32 = load<u32>(runs + (k << 2))
  let run = 0
  let to: i32 = load<u32>(runs + 4)
  let isOut = hasFlags && !load<u8>(flags)
  let marked = 0
  for (let i = begin; i < n; i += 64) {
    let ends = endsIn64<C>(keys, i)
    if (hasMask) ends |= endsIn64<u8>(mask, i)
    for (; marked < k; marked++) {
      const last: i32 = load<u32>(runs + ((marked + 1) << 2)) - 1 - i
      if (last >= 64) break
      ends |= (<u64>1) << last
    }
    if (n - i < 64) ends &= ((<u64>1) << (n - i)) - 1
    if (hasFlags && isOut) ends = endsFrom(ends, to - 1 - i)
    while (ends) {
      const end = i + <i32>ctz(ends)
      ends &= ends - 1
      if (!(hasFlags && isOut) && (!hasMask || load<u8>(mask + end))) {
        const at = rowOf<C>(keys, end, base, shift)
        if (counts) noteEvents(at, first + run + 1, end - begin + 1)
        else noteRun(at, first + run + 1)
      }
      begin = end + 1
      if (!hasFlags) {
        // Without a branch: where a run ends among its pieces cannot be foretold.
        run += i32(begin >= to)
        to = load<u32>(runs + ((run + 1) << 2))
        continue
      }
      if (begin < to || begin == n) continue
      run++
      to = load<u32>(runs + ((run + 1) << 2))
      isOut = !load<u8>(flags + run)
      if (isOut) ends = endsFrom(ends, to - 1 - i)
    }
  }
}

/** The bits from a place on, which may lie behind them all. */
@inline
function endsFrom(ends: u64, place: i32): u64 {
  return place < 64 ? ends & ((<u64>-1) << place) : 0
}

/** Bit j where key i + j differs from the one behind it, for 64 keys. */
@inline
function endsIn64<C>(keys: usize, i: i32): u64 {
  const low = <u64>endsIn<C>(keys, i) | ((<u64>endsIn<C>(keys, i + 16)) << 16)
  return low | ((<u64>endsIn<C>(keys, i + 32)) << 32) | ((<u64>endsIn<C>(keys, i + 48)) << 48)
}

/** Bit j where key i + j differs from the one behind it, for 16 keys. */
@inline
function endsIn<C>(keys: usize, i: i32): u32 {
  const at = keys + <usize>i * sizeof<C>()
  if (sizeof<C>() == 1) return i8x16.bitmask(i8x16.ne(v128.load(at), v128.load(at, 1)))
  if (sizeof<C>() == 2) {
    const low = i16x8.ne(v128.load(at), v128.load(at, 2))
    const high = i16x8.ne(v128.load(at, 16), v128.load(at, 18))
    return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high))
  }
  const a = i32x4.ne(v128.load(at), v128.load(at, 4))
  const b = i32x4.ne(v128.load(at, 16), v128.load(at, 20))
  const c = i32x4.ne(v128.load(at, 32), v128.load(at, 36))
  const d = i32x4.ne(v128.load(at, 48), v128.load(at, 52))
  const low = i16x8.narrow_i32x4_s(a, b)
  const high = i16x8.narrow_i32x4_s(c, d)
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high))
}
