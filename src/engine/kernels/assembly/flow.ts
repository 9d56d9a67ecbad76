import { At, Maybe } from './address'

/**
 * The places of the events that have a code, ascending; out has room for n. Returns how many there
 * are. codes have 64 bytes of slack.
 */
export function findCode<C>(codes: At<C>, code: u32, n: i32, out: At<u32>): i32 {
  let place = out
  for (let i = 0; i < n; i += 16) {
    let found = equalIn16<C>(codes + <usize>i * sizeof<C>(), code)
    if (i + 16 > n) found &= (1 << (n - i)) - 1
    while (found) {
      store<u32>(place, i + ctz(found))
      place += 4
      found &= found - 1
    }
  }
  return <i32>((place - out) >> 2)
}

/** One bit for each of 16 codes that equals `code`. */
@inline
function equalIn16<C>(at: usize, code: u32): i32 {
  if (sizeof<C>() == 1) return i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(<i8>code)))
  if (sizeof<C>() == 2) {
    const x = i16x8.splat(<i16>code)
    const low = i16x8.eq(v128.load(at), x)
    return i8x16.bitmask(i8x16.narrow_i16x8_s(low, i16x8.eq(v128.load(at, 16), x)))
  }
  const x = i32x4.splat(code)
  const low = i16x8.narrow_i32x4_s(i32x4.eq(v128.load(at), x), i32x4.eq(v128.load(at, 16), x))
  const high = i16x8.narrow_i32x4_s(i32x4.eq(v128.load(at, 32), x), i32x4.eq(v128.load(at, 48), x))
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high))
}

/** out[j] = the run that holds places[j]; places ascending. */
export function runsAt(places: At<u32>, n: i32, runs: At<u32>, out: At<u32>): void {
  let run: u32 = 0
  let end = load<u32>(runs, 4)
  for (let j: usize = 0; j < <usize>n << 2; j += 4) {
    const place = load<u32>(places + j)
    while (end <= place) {
      run++
      end = load<u32>(runs + (<usize>run << 2), 4)
    }
    store<u32>(out + j, run)
  }
}

/** codes[i] = 0 where codes[i] is `code`; codes with 16 bytes of slack. */
export function dropCode(codes: At<u32>, code: u32, n: i32): void {
  const x = i32x4.splat(code)
  for (let i: usize = codes; i < codes + (<usize>n << 2); i += 16) {
    const y = v128.load(i)
    v128.store(i, v128.andnot(y, i32x4.eq(y, x)))
  }
}

/**
 * Keeps, of places with the same code, those that count (null: all) and, where neighbouring equal
 * codes are one instance (`collapses`), those that begin one: no code lies between an event and the
 * nearest one before it in its run that counts and is not 0. places and runOf (runsAt) are
 * overwritten; returns how many are kept.
 */
export function keepInstances<C>(
  codes: At<C>, mask: Maybe<u8>, places: At<u32>, runOf: At<u32>, n: i32, runs: At<u32>,
  collapses: bool,
): i32 {
  let kept: usize = 0
  for (let j: usize = 0; j < <usize>n << 2; j += 4) {
    const place = load<i32>(places + j)
    const run = load<u32>(runOf + j)
    const code = counted<C>(codes, mask, place)
    if (!code) continue
    if (collapses) {
      const from = load<i32>(runs + (<usize>run << 2))
      if (latest<C>(codes, mask, place - 1, from) == code) continue
    }
    store<u32>(places + kept, place)
    store<u32>(runOf + kept, run)
    kept += 4
  }
  return <i32>(kept >> 2)
}

/** The code of event i, 0 where it does not count. */
@inline
function counted<C>(codes: usize, mask: usize, i: i32): u32 {
  const code = <u32>load<C>(codes + <usize>i * sizeof<C>())
  return code != 0 && mask != 0 && !load<u8>(mask + <usize>i) ? 0 : code
}

/** The last code among the events from `from` to i, 0 for none. */
@inline
function latest<C>(codes: usize, mask: usize, i: i32, from: i32): u32 {
  let code: u32 = 0
  for (; i >= from; i--) {
    code = counted<C>(codes, mask, i)
    if (code) break
  }
  return code
}

/** The first code among the events from i to before `to`, 0 for none. */
@inline
function soonest<C>(codes: usize, mask: usize, i: i32, to: i32): u32 {
  let code: u32 = 0
  for (; i < to; i++) {
    code = counted<C>(codes, mask, i)
    if (code) break
  }
  return code
}

/**
 * Goes from each of n events (edges, overwritten; runOf: their runs) to the next instance of a
 * dimension in the run: a later event that counts (null: all) with a code that is not 0 and, where
 * neighbouring equal codes are one instance (`collapses`), not the latest one up to the edge. The edge
 * becomes its first event, or its last where `toEnd` (with `collapses`). out[j], as wide as codes, is its
 * code; 0 where there is none, then the edge becomes the end of the run, from which nothing follows. An
 * edge may lie one event before its run.
 */
export function stepAhead<C>(
  codes: At<C>, mask: Maybe<u8>, edges: At<u32>, runOf: At<u32>, n: i32, runs: At<u32>,
  collapses: bool, toEnd: bool, out: At<C>,
): void {
  for (let j: usize = 0; j < <usize>n << 2; j += 4) {
    const run = runs + (<usize>load<u32>(runOf + j) << 2)
    const from = load<i32>(run)
    const to = load<i32>(run, 4)
    const edge = load<i32>(edges + j)
    let code: u32 = 0
    let next = to
    if (edge < to) {
      const before = collapses ? latest<C>(codes, mask, edge, from) : 0
      for (next = edge + 1; next < to; next++) {
        code = counted<C>(codes, mask, next)
        if (code != 0 && code != before) break
      }
      if (next == to) code = 0
      else if (toEnd) {
        for (let i = next + 1; i < to; i++) {
          const other = counted<C>(codes, mask, i)
          if (other == code) next = i
          else if (other) break
        }
      }
    }
    store<C>(out + (j >> 2) * sizeof<C>(), <C>code)
    store<i32>(edges + j, next)
  }
}

/**
 * stepAhead the other way: to the instance before. Where there is none the edge becomes the event
 * before the run; an edge may lie at the end of its run. `toEnd`: the edge becomes the instance's first
 * event, else its last.
 */
export function stepBack<C>(
  codes: At<C>, mask: Maybe<u8>, edges: At<u32>, runOf: At<u32>, n: i32, runs: At<u32>,
  collapses: bool, toEnd: bool, out: At<C>,
): void {
  for (let j: usize = 0; j < <usize>n << 2; j += 4) {
    const run = runs + (<usize>load<u32>(runOf + j) << 2)
    const from = load<i32>(run)
    const to = load<i32>(run, 4)
    const edge = load<i32>(edges + j)
    let code: u32 = 0
    let next = from - 1
    if (edge >= from) {
      const after = collapses ? soonest<C>(codes, mask, edge, to) : 0
      for (next = edge - 1; next >= from; next--) {
        code = counted<C>(codes, mask, next)
        if (code != 0 && code != after) break
      }
      if (next < from) code = 0
      else if (toEnd) {
        for (let i = next - 1; i >= from; i--) {
          const other = counted<C>(codes, mask, i)
          if (other == code) next = i
          else if (other) break
        }
      }
    }
    store<C>(out + (j >> 2) * sizeof<C>(), <C>code)
    store<i32>(edges + j, next)
  }
}
