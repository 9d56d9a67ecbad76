/**
 * out[i] = bucket of time[i] among ascending `bounds` (f64 UTC ms, `count` + 1 of them): b + 1 where
 * bounds[b] <= t < bounds[b + 1], 0 outside. `grid[c]` (u32) is the bucket that holds the start of
 * cell c; cells are `cellMs` long from bounds[0]. With `isEven` every bound begins a cell, so that the
 * cell tells the bucket; else the bounds are compared. Times and `cellMs` are whole numbers: half a ms
 * added keeps the product away from whole numbers, where rounding could err.
 */
export function timeBuckets(
  time: usize,
  n: i32,
  bounds: usize,
  count: i32,
  grid: usize,
  cellMs: f64,
  isEven: i32,
  out: usize,
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
      if (!isEven) while (t >= load<f64>(bounds + (code << 3))) code++
    }
    store<u32>(out + (i << 2), code)
  }
}
