import { At, Bytes, Maybe } from './address'

/**
 * Which runs fulfil steps in order, each on a later event than the one before. bits[i] has bit s
 * where event i fulfils step s, and bits of what must not occur. mask (none: every event) says which
 * events are looked at. `steps` rows of 40 bytes describe the steps, one more what must not come after
 * the last:
 *   +0 u32 coordinate: f64 per event, never falling within a run; 0: no limit from the previous step
 *   +4 u32 bits that must not occur since the previous step (before the first: at all)
 *   +8 f64 within, +16 f64 after: bounds of the coordinate's rise, at most one of them in use;
 *      within = Infinity and after = -Infinity: no bound
 *   +24 f64 the previous step's best coordinate (scratch), +32 u32 whether it was reached (scratch)
 * The latest previous event is best for `within`, the earliest for `after`. out[r] = whether
 * run r matches.
 */
export function matchSteps(
  bits: At<u32>, mask: Maybe<u8>, runs: At<u32>, k: i32, steps: i32, rows: Bytes, out: At<u8>,
): void {
  const end = rows + <usize>steps * 40
  const isOpen = load<u32>(end + 4) != 0
  let from = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    for (let row = rows; row <= end; row += 40) store<u32>(row + 32, 0)
    store<u32>(rows + 32, 1)
    for (let i = from; i < to; i++) {
      const b = load<u32>(bits + (i << 2))
      if (!b || (mask && !load<u8>(mask + i))) continue
      let row = end
      for (let s = steps - 1; s >= -1; s--) {
        // `row` describes step s + 1, whose previous step s this event may fulfil.
        if (b & load<u32>(row + 4)) store<u32>(row + 32, 0)
        if (s < 0) break
        const own = row - 40
        if (((b >> s) & 1) != 0 && load<u32>(own + 32) != 0 && isWithinLimits(own, i)) {
          reach(row, i)
        }
        row = own
      }
      if (!isOpen && load<u32>(end + 32)) break
    }
    store<u8>(out + r, <u8>load<u32>(end + 32))
    from = to
  }
}

/** Whether event i is far enough from, and close enough to, the best event of the previous step. */
@inline
function isWithinLimits(row: usize, i: u32): bool {
  const coordinate = <usize>load<u32>(row)
  if (!coordinate) return true
  const x = load<f64>(coordinate + (<usize>i << 3))
  const base = load<f64>(row + 24)
  return x <= base + load<f64>(row + 8) && x >= base + load<f64>(row + 16)
}

/** Notes that event i fulfils the previous step of the row. */
@inline
function reach(row: usize, i: u32): void {
  const coordinate = <usize>load<u32>(row)
  const isKept = load<u32>(row + 32) != 0 && load<f64>(row + 16) > -Infinity
  if (coordinate && !isKept) store<f64>(row + 24, load<f64>(coordinate + (<usize>i << 3)))
  store<u32>(row + 32, 1)
}
