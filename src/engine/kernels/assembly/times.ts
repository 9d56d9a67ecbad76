import { At } from './address'

/**
 * out[i] = bucket of time[i] among ascending `bounds` (UTC ms, `count` + 1 of them): b + 1 where
 * bounds[b] <= t < bounds[b + 1], 0 outside. `grid[c]` is the bucket that holds the start of
 * cell c; cells are `cellMs` long from bounds[0]. Times and `cellMs` are whole numbers: half a ms added
 * keeps the product away from whole numbers, where rounding could err.
 */
export function timeBuckets(
  time: At<f64>, n: i32, bounds: At<f64>, count: i32, grid: At<u32>, cellMs: f64, out: At<u32>,
): void {
  const low = load<f64>(bounds)
  const high = load<f64>(bounds + (count << 3))
  const perMs = 1 / cellMs
  for (let i = 0; i < n; i++) {
    const t = load<f64>(time + (i << 3))
    let code: u32 = 0
    if (t >= low && t < high) {
      // Adding 1.5 × 2^52 leaves the rounded number in the low bits, faster than a conversion.
      const cell = <u32>reinterpret<u64>((t - low + 0.5) * perMs - 0.5 + 6755399441055744)
      code = load<u32>(grid + (cell << 2)) + 1
      while (t >= load<f64>(bounds + (code << 3))) code++
    }
    store<u32>(out + (i << 2), code)
  }
}

/**
 * out[i] = 1 + the cell of time[i] among cells of `cellMs` from `low`, 0 before the first and from
 * `high` on. Times, bounds and `cellMs` are whole numbers: half a ms added keeps the product away from
 * whole numbers, where rounding could err. Both arrays have 32 bytes of slack.
 */
export function timeCells(
  time: At<f64>, n: i32, low: f64, high: f64, cellMs: f64, out: At<u32>,
): void {
  // Half a cell later rounds to the next whole number; adding 1.5 × 2^52 leaves it in the low bits.
  const start = f64x2.splat(low - 0.5 - cellMs / 2)
  const perMs = f64x2.splat(1 / cellMs)
  const round = f64x2.splat(6755399441055744)
  const from = f64x2.splat(low)
  const to = f64x2.splat(high)
  for (let i = 0; i < n; i += 4) {
    const a = v128.load(time + (i << 3))
    const b = v128.load(time + (i << 3), 16)
    const x = f64x2.add(f64x2.mul(f64x2.sub(a, start), perMs), round)
    const y = f64x2.add(f64x2.mul(f64x2.sub(b, start), perMs), round)
    const isInA = v128.and(f64x2.ge(a, from), f64x2.lt(a, to))
    const isInB = v128.and(f64x2.ge(b, from), f64x2.lt(b, to))
    const cell = v128.shuffle<i32>(x, y, 0, 2, 4, 6)
    const isIn = v128.shuffle<i32>(isInA, isInB, 0, 2, 4, 6)
    v128.store(out + (i << 2), v128.and(cell, isIn))
  }
}
