import { At, Maybe } from './address'

/** out[i] = low <= numbers[i] < high. NaN is never in. */
export function inRange(numbers: At<f64>, low: f64, high: f64, out: At<u8>, n: i32): void {
  for (let i = 0; i < n; i++) {
    const x = load<f64>(numbers + (i << 3))
    store<u8>(out + i, <u8>(x >= low) & <u8>(x < high))
  }
}

/** out[i] = numbers[i] OP value with op 0 =, 1 ≠, 2 <, 3 ≤, 4 >, 5 ≥; NaN fulfils only ≠. */
export function compareNumbers(op: i32, numbers: At<f64>, value: f64, out: At<u8>, n: i32): void {
  for (let i = 0; i < n; i++) {
    const x = load<f64>(numbers + (i << 3))
    let is = false
    if (op == 0) is = x == value
    else if (op == 1) is = x != value
    else if (op == 2) is = x < value
    else if (op == 3) is = x <= value
    else if (op == 4) is = x > value
    else is = x >= value
    store<u8>(out + i, <u8>is)
  }
}

/** out[i] = numbers[i] is a number; out with 16 bytes of slack. */
export function hasNumber(numbers: At<f64>, out: At<u8>, n: i32): void {
  const one = i8x16.splat(1)
  for (let i = 0; i < n; i += 16) {
    const from = numbers + (i << 3)
    const low = i16x8.narrow_i32x4_s(areNumbers(from), areNumbers(from + 32))
    const high = i16x8.narrow_i32x4_s(areNumbers(from + 64), areNumbers(from + 96))
    v128.store(out + i, v128.and(i8x16.narrow_i16x8_s(low, high), one))
  }
}

/** For each of 4 numbers, -1 where it is one, else 0. */
@inline
function areNumbers(at: usize): v128 {
  const a = v128.load(at)
  const b = v128.load(at + 16)
  return i32x4.shuffle(f64x2.eq(a, a), f64x2.eq(b, b), 0, 2, 4, 6)
}

/** The sum, in order, of values[i] where mask (none: everywhere); NaN adds nothing. */
export function sumMasked(values: At<f64>, mask: Maybe<u8>, n: i32): f64 {
  let sum: f64 = 0
  let i = 0
  for (; i + 4 <= n; i += 4) {
    if (mask && !load<u32>(mask + i)) continue
    const at = values + (i << 3)
    for (let set = worth(at) | (worth(at + 16) << 2); set; set &= set - 1) {
      const j = <i32>ctz(set)
      if (!mask || load<u8>(mask + i + j)) sum += load<f64>(at + (j << 3))
    }
  }
  for (; i < n; i++) {
    const x = load<f64>(values + (i << 3))
    if (x == x && (!mask || load<u8>(mask + i))) sum += x
  }
  return sum
}

/** Bit j for each of two numbers that is neither 0 nor NaN. */
@inline
function worth(at: usize): i32 {
  return i64x2.bitmask(f64x2.gt(f64x2.abs(v128.load(at)), f64x2.splat(0)))
}
