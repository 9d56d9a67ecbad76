import { At, Bytes } from './address'
import { setIn } from './bits'

/** out[i] = a[i] & b[i]; masks of 0 and 1. All have 16 bytes of slack. */
export function andMasks(a: At<u8>, b: At<u8>, out: At<u8>, n: i32): void {
  for (let i = 0; i < n; i += 16) {
    v128.store(out + i, v128.and(v128.load(a + i), v128.load(b + i)))
  }
}

/** out[i] = a[i] | b[i]; masks u8 of 0 and 1. All have 16 bytes of slack. */
export function orMasks(a: At<u8>, b: At<u8>, out: At<u8>, n: i32): void {
  for (let i = 0; i < n; i += 16) {
    v128.store(out + i, v128.or(v128.load(a + i), v128.load(b + i)))
  }
}

/** out[i] = 1 - a[i]; masks u8 of 0 and 1. Both have 16 bytes of slack. */
export function notMask(a: At<u8>, out: At<u8>, n: i32): void {
  const one = i8x16.splat(1)
  for (let i = 0; i < n; i += 16) v128.store(out + i, v128.xor(v128.load(a + i), one))
}

/** How many of the n values of a mask are set; mask of 0 and 1. */
export function countMask(mask: At<u8>, n: i32): u32 {
  let count: u32 = 0
  let i = 0
  for (; i + 8 <= n; i += 8) count += <u32>popcnt(load<u64>(mask + i))
  for (; i < n; i++) count += load<u8>(mask + i)
  return count
}

/**
 * Writes where a mask (or bits) is not 0, ascending; returns how many. mask has 16 bytes of
 * slack, out has room for n.
 */
export function findPlaces(mask: At<u8>, n: i32, out: At<u32>): i32 {
  let at = out
  for (let i = 0; i < n; i += 16) {
    let set = setIn(mask + i, n - i)
    while (set) {
      store<u32>(at, i + ctz(set))
      set &= set - 1
      at += 4
    }
  }
  return <i32>((at - out) >> 2)
}

/** Sets n bytes to a value. */
export function fillBytes(bytes: Bytes, value: u8, n: i32): void {
  memory.fill(bytes, value, n)
}
