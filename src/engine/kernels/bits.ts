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
