// Inlined by other kernels: bytes that are not 0, 16 at a time.

/** Bit j for each of the next 16 bytes that is not 0, at most `left` of them. */
@inline
export function setIn(bytes: usize, left: i32): u32 {
  const set = i8x16.bitmask(i8x16.ne(v128.load(bytes), i8x16.splat(0)))
  return left < 16 ? set & ((1 << left) - 1) : set
}

/** Whether mask (u8 with 16 bytes of slack) is set anywhere in `[from, to)`. */
@inline
export function isAnyIn(mask: usize, from: i32, to: i32): bool {
  let set: u32 = 0
  for (let i = from; i < to && !set; i += 16) set = setIn(mask + i, to - i)
  return set != 0
}

/** The first place in `[i, to)` with a wanted bit (u8, 16 bytes of slack); `to` where there is none. */
@inline
export function nextWith(bits: usize, wanted: v128, i: i32, to: i32): i32 {
  const none = i8x16.splat(0)
  for (; i < to; i += 16) {
    const set = i8x16.bitmask(i8x16.ne(v128.and(v128.load(bits + i), wanted), none))
    if (set) return min(i + ctz(set), to)
  }
  return to
}

/** All bits (u8, 16 bytes of slack) of the events in `[from, to)`. */
@inline
export function unionIn(bits: usize, from: i32, to: i32): u32 {
  let all = i8x16.splat(0)
  let i = from
  for (; i + 16 <= to; i += 16) all = v128.or(all, v128.load(bits + i))
  if (i < to) {
    const lanes = v128(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    const isIn = i8x16.lt_u(lanes, i8x16.splat(<i8>(to - i)))
    all = v128.or(all, v128.and(v128.load(bits + i), isIn))
  }
  let union = i64x2.extract_lane(all, 0) | i64x2.extract_lane(all, 1)
  union |= union >>> 32
  union |= union >>> 16
  return <u32>(union | (union >>> 8)) & 0xff
}
