import { setIn } from './bits'

// A group table has one row of `stride` u32 slots per group; sums take two slots (f64). Keys are u8,
// u16 or u32 as the kernel's name says, with room for 65 more behind them; masks are u8 with 65 bytes of
// slack, 0: every event; flags are u8, one per run, 0: every run.

@inline
function rowOf<K>(keys: usize, i: i32, base: usize, shift: usize): usize {
  return base + <usize>load<K>(keys + <usize>i * sizeof<K>()) * shift
}

@inline
function addOne(at: usize): void {
  store<u32>(at, load<u32>(at) + 1)
}

/** rows[keys[i]][slot] += 1 where mask. */
export function groupCount8(
  keys: usize, mask: usize, n: i32, rows: usize, stride: u32, slot: u32,
): void {
  countGroups<u8>(keys, mask, n, rows + (slot << 2), stride << 2)
}

export function groupCount16(
  keys: usize, mask: usize, n: i32, rows: usize, stride: u32, slot: u32,
): void {
  countGroups<u16>(keys, mask, n, rows + (slot << 2), stride << 2)
}

export function groupCount32(
  keys: usize, mask: usize, n: i32, rows: usize, stride: u32, slot: u32,
): void {
  countGroups<u32>(keys, mask, n, rows + (slot << 2), stride << 2)
}

@inline
function countGroups<K>(keys: usize, mask: usize, n: i32, base: usize, shift: usize): void {
  if (!mask) {
    for (let i = 0; i < n; i++) addOne(rowOf<K>(keys, i, base, shift))
    return
  }
  for (let i = 0; i < n; i += 16) {
    let set = setIn(mask + i, n - i)
    if (set == 0xffff) {
      for (let j = i; j < i + 16; j++) addOne(rowOf<K>(keys, j, base, shift))
      continue
    }
    for (; set; set &= set - 1) addOne(rowOf<K>(keys, i + ctz(set), base, shift))
  }
}

/** rows[keys[i]][slot] += values[i] where mask; values f64, NaN adds nothing. */
export function groupSum8(
  keys: usize, mask: usize, values: usize, n: i32, rows: usize, stride: u32, slot: u32,
): void {
  sumGroups<u8>(keys, mask, values, n, rows + (slot << 2), stride << 2)
}

export function groupSum16(
  keys: usize, mask: usize, values: usize, n: i32, rows: usize, stride: u32, slot: u32,
): void {
  sumGroups<u16>(keys, mask, values, n, rows + (slot << 2), stride << 2)
}

export function groupSum32(
  keys: usize, mask: usize, values: usize, n: i32, rows: usize, stride: u32, slot: u32,
): void {
  sumGroups<u32>(keys, mask, values, n, rows + (slot << 2), stride << 2)
}

@inline
function sumGroups<K>(
  keys: usize, mask: usize, values: usize, n: i32, base: usize, shift: usize,
): void {
  for (let i = 0; i < n; i++) {
    const x = load<f64>(values + (i << 3))
    if (x != x || x == 0 || (mask && !load<u8>(mask + i))) continue
    const at = rowOf<K>(keys, i, base, shift)
    store<f64>(at, load<f64>(at) + x)
  }
}

/**
 * Counts distinct runs per group: rows[key][slot + 1] counts runs with an event of that key where mask;
 * rows[key][slot] remembers the last run seen as first + r + 1. A run is never split, so the count is
 * exact. runs k + 1 u32 offsets.
 */
export function groupDistinct8(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  distinctGroups<u8>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2)
}

export function groupDistinct16(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  distinctGroups<u16>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2)
}

export function groupDistinct32(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  distinctGroups<u32>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2)
}

@inline
function distinctGroups<K>(
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
      for (let i = from; i < to; i++) noteRun(rowOf<K>(keys, i, base, shift), id)
    } else {
      for (let i = from; i < to; i += 16) {
        for (let set = setIn(mask + i, to - i); set; set &= set - 1) {
          noteRun(rowOf<K>(keys, i + ctz(set), base, shift), id)
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
export function groupCountDistinct8(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  countDistinct<u8>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2)
}

export function groupCountDistinct16(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  countDistinct<u16>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2)
}

export function groupCountDistinct32(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  countDistinct<u32>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2)
}

@inline
function countDistinct<K>(
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
      for (let i = from; i < to; i++) noteEvents(rowOf<K>(keys, i, base, shift), id, 1)
    } else {
      for (let i = from; i < to; i += 16) {
        for (let set = setIn(mask + i, to - i); set; set &= set - 1) {
          noteEvents(rowOf<K>(keys, i + ctz(set), base, shift), id, 1)
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
export function groupCountDistinctRuns8(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  pieceByPiece<u8>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2, true)
}

export function groupCountDistinctRuns16(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  pieceByPiece<u16>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2, true)
}

export function groupCountDistinctRuns32(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  pieceByPiece<u32>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2, true)
}

/** The same as groupDistinct, for keys that mostly equal their neighbour's. */
export function groupDistinctRuns8(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  pieceByPiece<u8>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2, false)
}

export function groupDistinctRuns16(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  pieceByPiece<u16>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2, false)
}

export function groupDistinctRuns32(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32,
  slot: u32,
): void {
  pieceByPiece<u32>(keys, mask, flags, runs, k, first, rows + (slot << 2), stride << 2, false)
}

/** Pieces of equal keys in one run, all in the mask or all out of it; found 64 events at a time. */
@inline
function pieceByPiece<K>(
  keys: usize, mask: usize, flags: usize, runs: usize, k: i32, first: u32, base: usize, shift: usize,
  counts: bool,
): void {
  if (mask) piecesOf<K>(keys, mask, flags, runs, k, first, base, shift, counts, true, flags != 0)
  else if (flags) piecesOf<K>(keys, mask, flags, runs, k, first, base, shift, counts, false, true)
  else piecesOf<K>(keys, mask, flags, runs, k, first, base, shift, counts, false, false)
}

@inline
function piecesOf<K>(
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
    let ends = endsIn64<K>(keys, i)
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
        const at = rowOf<K>(keys, end, base, shift)
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
function endsIn64<K>(keys: usize, i: i32): u64 {
  const low = <u64>endsIn<K>(keys, i) | ((<u64>endsIn<K>(keys, i + 16)) << 16)
  return low | ((<u64>endsIn<K>(keys, i + 32)) << 32) | ((<u64>endsIn<K>(keys, i + 48)) << 48)
}

/** Bit j where key i + j differs from the one behind it, for 16 keys. */
@inline
function endsIn<K>(keys: usize, i: i32): u32 {
  const at = keys + <usize>i * sizeof<K>()
  if (sizeof<K>() == 1) return i8x16.bitmask(i8x16.ne(v128.load(at), v128.load(at, 1)))
  if (sizeof<K>() == 2) {
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
