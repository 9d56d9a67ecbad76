/** out[i] = low <= numbers[i] < high; numbers f64, out u8. NaN is never in. */
export function inRange(numbers: usize, low: f64, high: f64, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const x = load<f64>(numbers + (i << 3))
    store<u8>(out + i, <u8>(x >= low) & <u8>(x < high))
  }
}

/** out[i] = numbers[i] OP value with op 0 =, 1 ≠, 2 <, 3 ≤, 4 >, 5 ≥; NaN fulfils only ≠. */
export function compareNumbers(op: i32, numbers: usize, value: f64, out: usize, n: i32): void {
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

/** out[i] = numbers[i] is a number; numbers f64, out u8. */
export function hasNumber(numbers: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const x = load<f64>(numbers + (i << 3))
    store<u8>(out + i, <u8>(x == x))
  }
}

/** The sum of values[i] where mask (0: everywhere); values f64, mask u8, NaN adds nothing. */
export function sumMasked(values: usize, mask: usize, n: i32): f64 {
  let sum: f64 = 0
  for (let i = 0; i < n; i++) {
    const x = load<f64>(values + (i << 3))
    if (x == x && x != 0 && (!mask || load<u8>(mask + i))) sum += x
  }
  return sum
}
