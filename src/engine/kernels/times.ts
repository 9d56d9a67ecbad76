/**
 * out[i] = bucket of time[i] among ascending `bounds` (f64 UTC ms, `count` + 1 of them): b + 1 where
 * bounds[b] <= t < bounds[b + 1], 0 outside. `grid[c]` (u32) is the bucket that holds the start of
 * cell c; cells are `1 / perMs` ms long from bounds[0].
 */
export function timeBuckets(
  time: usize,
  n: i32,
  bounds: usize,
  count: i32,
  grid: usize,
  perMs: f64,
  out: usize,
): void {
  const low = load<f64>(bounds)
  const high = load<f64>(bounds + (count << 3))
  for (let i = 0; i < n; i++) {
    const t = load<f64>(time + (i << 3))
    let bucket: u32 = 0
    if (t >= low && t < high) {
      bucket = load<u32>(grid + ((<usize>(<u32>((t - low) * perMs))) << 2))
      while (t >= load<f64>(bounds + ((bucket + 1) << 3))) bucket++
      while (t < load<f64>(bounds + (bucket << 3))) bucket--
      bucket++
    }
    store<u32>(out + (i << 2), bucket)
  }
}
