import { At, Maybe } from './address'

/**
 * Which steps a run reaches in order: bits[i] has bit s where event i fulfils step s. Step s + 1 needs
 * a later event (bit s of `eventual`) or the very next event in `mask` (bit s of `next`) after one that
 * reached step s. reached[r] collects the bits of all steps reached by run r; delays[r * steps + s] is
 * the time in ms from the first event that reached step s - 1 (or, with `next`, from the event before)
 * to the first that reached step s; left as it is elsewhere. no mask is every
 * event; `first` is room for `steps` times.
 */
export function reachSteps(
  bits: At<u32>, mask: Maybe<u8>, time: At<f64>, runs: At<u32>, k: i32, steps: u32, eventual: u32,
  next: u32, reached: At<u32>, delays: At<f64>, first: At<f64>,
): void {
  const every: u32 = <u32>((<u64>1 << steps) - 1)
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let all: u32 = 0
    let last: u32 = 0
    let before: i32 = -1
    // Bits that an event may newly reach; only steps on the very next event depend on the one before.
    let open: u32 = next ? <u32>-1 : 1
    for (let i = from; i < to && open; i++) {
      let fresh = load<u32>(bits + (i << 2)) & open
      if (!fresh && !next) continue
      if (mask && !load<u8>(mask + i)) continue
      if (next) {
        last = load<u32>(bits + (i << 2)) & (1 | ((all & eventual) << 1) | ((last & next) << 1))
        fresh = last & ~all
      }
      if (fresh) {
        all |= fresh
        open = next ? <u32>-1 : every & ~all & (1 | (all << 1))
        const t = load<f64>(time + (i << 3))
        while (fresh) {
          const s = ctz(fresh)
          fresh &= fresh - 1
          store<f64>(first + (s << 3), t)
          if (s > 0) {
            const adjacent = (next >> (s - 1)) & 1
            const start = adjacent
              ? load<f64>(time + ((<usize>before) << 3))
              : load<f64>(first + ((s - 1) << 3))
            store<f64>(delays + ((<usize>r * steps + s) << 3), t - start)
          }
        }
      }
      before = i
    }
    store<u32>(reached + (r << 2), all)
    from = to
  }
}
