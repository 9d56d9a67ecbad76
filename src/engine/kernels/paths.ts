/**
 * Which steps a run reaches in order: bits[i] has bit s where event i fulfils step s. Step s + 1 needs
 * a later event (bit s of `eventual`) or the very next event in `mask` (bit s of `next`) after one that
 * reached step s. reached[r] collects the bits of all steps reached by run r. bits and reached u32,
 * mask u8 (0: every event).
 */
export function reachSteps(
  bits: usize,
  mask: usize,
  runs: usize,
  k: i32,
  eventual: u32,
  next: u32,
  reached: usize,
): void {
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let all: u32 = 0
    let last: u32 = 0
    for (let i = from; i < to; i++) {
      if (mask && !load<u8>(mask + i)) continue
      last = load<u32>(bits + (i << 2)) & (1 | ((all & eventual) << 1) | ((last & next) << 1))
      all |= last
    }
    store<u32>(reached + (r << 2), all)
    from = to
  }
}
