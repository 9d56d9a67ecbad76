// A group table has one row of `stride` u32 slots per group; sums take two slots (f64).

/** rows[keys[i]][slot] += 1 where mask (0: everywhere); keys u32, mask u8. */
export function groupCount(
  keys: usize,
  mask: usize,
  n: i32,
  rows: usize,
  stride: u32,
  slot: u32,
): void {
  const base = rows + (slot << 2)
  const shift: usize = stride << 2
  for (let i = 0; i < n; i++) {
    if (mask && !load<u8>(mask + i)) continue
    const at = base + <usize>load<u32>(keys + (i << 2)) * shift
    store<u32>(at, load<u32>(at) + 1)
  }
}

/** rows[keys[i]][slot] += values[i] where mask (0: everywhere); values f64, NaN adds nothing. */
export function groupSum(
  keys: usize,
  mask: usize,
  values: usize,
  n: i32,
  rows: usize,
  stride: u32,
  slot: u32,
): void {
  const base = rows + (slot << 2)
  const shift: usize = stride << 2
  for (let i = 0; i < n; i++) {
    const x = load<f64>(values + (i << 3))
    if (x != x || x == 0 || (mask && !load<u8>(mask + i))) continue
    const at = base + <usize>load<u32>(keys + (i << 2)) * shift
    store<f64>(at, load<f64>(at) + x)
  }
}

/**
 * Counts distinct runs per group: rows[key][slot + 1] counts runs with an event of that key where
 * mask (0: everywhere); rows[key][slot] remembers the last run seen as first + r + 1. A run is never
 * split, so the count is exact. keys u32, mask u8, runs k + 1 u32 offsets.
 */
export function groupDistinct(
  keys: usize,
  mask: usize,
  runs: usize,
  k: i32,
  first: u32,
  rows: usize,
  stride: u32,
  slot: u32,
): void {
  const base = rows + (slot << 2)
  const shift: usize = stride << 2
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    const id = first + r + 1
    for (let i = from; i < to; i++) {
      if (mask && !load<u8>(mask + i)) continue
      const at = base + <usize>load<u32>(keys + (i << 2)) * shift
      const isNew = u32(load<u32>(at) != id)
      store<u32>(at, id)
      store<u32>(at + 4, load<u32>(at + 4) + isNew)
    }
    from = to
  }
}

/** groupDistinct into `slot`, `slot + 1` and groupCount into `slot + 2`, in one pass. */
export function groupCountDistinct(
  keys: usize,
  mask: usize,
  runs: usize,
  k: i32,
  first: u32,
  rows: usize,
  stride: u32,
  slot: u32,
): void {
  const base = rows + (slot << 2)
  const shift: usize = stride << 2
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    const id = first + r + 1
    for (let i = from; i < to; i++) {
      if (mask && !load<u8>(mask + i)) continue
      const at = base + <usize>load<u32>(keys + (i << 2)) * shift
      const isNew = u32(load<u32>(at) != id)
      store<u32>(at, id)
      store<u32>(at + 4, load<u32>(at + 4) + isNew)
      store<u32>(at + 8, load<u32>(at + 8) + 1)
    }
    from = to
  }
}

/** The same as groupCountDistinct, for keys that mostly equal their neighbour's: those are counted together. */
export function groupCountDistinctRuns(
  keys: usize, mask: usize, runs: usize, k: i32, first: u32, rows: usize, stride: u32, slot: u32,
): void {
  const base = rows + (slot << 2)
  const shift: usize = stride << 2
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    const id = first + r + 1
    let i = from
    while (i < to) {
      const key = load<u32>(keys + (i << 2))
      let count: u32 = 0
      do {
        count += mask ? <u32>load<u8>(mask + i) : 1
        i++
      } while (i < to && load<u32>(keys + (i << 2)) == key)
      if (!count) continue
      const at = base + <usize>key * shift
      const isNew = u32(load<u32>(at) != id)
      store<u32>(at, id)
      store<u32>(at + 4, load<u32>(at + 4) + isNew)
      store<u32>(at + 8, load<u32>(at + 8) + count)
    }
    from = to
  }
}
