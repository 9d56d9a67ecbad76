import { At } from './address'

/** All bits of the four u32 lanes whose bytes, the lowest of a v128, are not 0; lanes 4k … of 16. */
@inline
function wide(bytes: v128): v128 {
  return v128.extend_low<i16>(v128.extend_low<i8>(bytes))
}

/** out[i] = value where mask[i]; n values. */
export function chooseCode(mask: At<u8>, value: u32, out: At<u32>, n: i32): void {
  const values = i32x4.splat(value)
  for (let i = 0; i < n; i += 16) {
    const bytes = v128.load(mask + i)
    if (!v128.any_true(bytes)) continue
    const set = i8x16.ne(bytes, i8x16.splat(0))
    const at = out + (i << 2)
    chooseFour(values, at, wide(set))
    chooseFour(values, at + 16, wide(v128.shuffle<u32>(set, set, 1, 1, 1, 1)))
    chooseFour(values, at + 32, wide(v128.shuffle<u32>(set, set, 2, 2, 2, 2)))
    chooseFour(values, at + 48, wide(v128.shuffle<u32>(set, set, 3, 3, 3, 3)))
  }
}

/** out[i] = codes[i] where mask[i]; n values. */
export function chooseCodes(mask: At<u8>, codes: At<u32>, out: At<u32>, n: i32): void {
  for (let i = 0; i < n; i += 16) {
    const bytes = v128.load(mask + i)
    if (!v128.any_true(bytes)) continue
    const set = i8x16.ne(bytes, i8x16.splat(0))
    const at: usize = i << 2
    chooseFour(v128.load(codes + at), out + at, wide(set))
    chooseFour(
      v128.load(codes + at, 16),
      out + at + 16,
      wide(v128.shuffle<u32>(set, set, 1, 1, 1, 1)),
    )
    chooseFour(
      v128.load(codes + at, 32),
      out + at + 32,
      wide(v128.shuffle<u32>(set, set, 2, 2, 2, 2)),
    )
    chooseFour(
      v128.load(codes + at, 48),
      out + at + 48,
      wide(v128.shuffle<u32>(set, set, 3, 3, 3, 3)),
    )
  }
}

@inline
function chooseFour(values: v128, at: usize, set: v128): void {
  v128.store(at, v128.bitselect(values, v128.load(at), set))
}

/** out[i] = value where mask[i]; n values. */
export function chooseNumber(mask: At<u8>, value: f64, out: At<f64>, n: i32): void {
  for (let i = 0; i < n; i++) {
    const at = out + (i << 3)
    store<f64>(at, select<f64>(value, load<f64>(at), load<u8>(mask + i)))
  }
}

/** out[i] = numbers[i] where mask[i]; n values. */
export function chooseNumbers(mask: At<u8>, numbers: At<f64>, out: At<f64>, n: i32): void {
  for (let i = 0; i < n; i++) {
    const at: usize = i << 3
    const kept = load<f64>(out + at)
    store<f64>(out + at, select<f64>(load<f64>(numbers + at), kept, load<u8>(mask + i)))
  }
}

/**
 * out[i] = the code of the pair a[i] × size + b[i], by open addressing: keys are packed pairs, -1 where
 * free; codes 0 where free; `last` + 1 slots, a power of two. n values.
 */
export function pairCodes(
  a: At<u32>, b: At<u32>, size: u32, keys: At<f64>, codes: At<u32>, last: u32, out: At<u32>, n: i32,
): void {
  for (let i = 0; i < n; i++) {
    const at: usize = i << 2
    const pair = <u64>load<u32>(a + at) * size + load<u32>(b + at)
    const key = <f64>pair
    let slot = slotOf(<u32>pair, <u32>(pair >> 32)) & last
    let found = load<f64>(keys + (<usize>slot << 3))
    while (found != key && found != -1) {
      slot = (slot + 1) & last
      found = load<f64>(keys + (<usize>slot << 3))
    }
    store<u32>(out + at, load<u32>(codes + (<usize>slot << 2)))
  }
}

/** The same as in the operator that makes the slots. */
@inline
function slotOf(low: u32, high: u32): u32 {
  const hash: u32 = (low ^ (high * 0x85ebca6b)) * 0x9e3779b1
  return hash ^ (hash >> 15)
}
