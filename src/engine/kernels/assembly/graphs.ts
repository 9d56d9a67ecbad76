import { At, Maybe } from './address'
import { nextWith } from './bits'

// Acyclic graphs over the events of runs: bits[i] has bit v where event i fulfils node v, mask
// (null: every event) says which events count. A node is reached on an event that fulfils it when it
// is one of `starts` or a node right before it was reached on an earlier event.

/**
 * out[i] = the nodes that are reached on event i, also those that its run has reached before. `after`
 * holds for each node the nodes right after it.
 */
export function reachNodes(
  bits: At<u32>, mask: Maybe<u8>, runs: At<u32>, k: i32, starts: u32, after: At<u32>, out: At<u32>,
): void {
  let i = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let open = starts
    let reached: u32 = 0
    for (; i < to; i++) {
      const counts = !mask || load<u8>(mask + i)
      const here = counts ? load<u32>(bits + (i << 2)) & open : 0
      store<u32>(out + (i << 2), here)
      const fresh = here & ~reached
      if (!fresh) continue
      reached |= fresh
      open |= unionOf(after, fresh)
    }
  }
}

/**
 * out[i] = the arrows that are followed to a node on event i: from nodes that its run has reached on
 * earlier events. `after` holds four values per node, 128 bytes apart: the nodes right after it, the
 * nodes that the arrows lead to from it, the arrows from it and the arrows to it; then one 0.
 */
export function takeArrows(
  bits: At<u32>, mask: Maybe<u8>, runs: At<u32>, k: i32, starts: u32, after: At<u32>, out: At<u32>,
): void {
  const leaving = after + 256
  const entering = after + 384
  let i = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to = load<u32>(runs + ((r + 1) << 2))
    let open = starts
    let reached: u32 = 0
    let possible: u32 = 0
    for (; i < to; i++) {
      const b = !mask || load<u8>(mask + i) ? load<u32>(bits + (i << 2)) : 0
      // Mostly one node or none, whose ctz is 32: no branch that depends on which.
      let ended = load<u32>(entering + (ctz(b) << 2))
      if (b & (b - 1)) ended = unionOf(entering, b)
      store<u32>(out + (i << 2), ended & possible)
      const fresh = b & open & ~reached
      if (!fresh) continue
      reached |= fresh
      open |= unionOf(after, fresh)
      possible |= unionOf(leaving, fresh)
    }
  }
}

/**
 * Per run r what reachNodes and takeArrows find on its events: reachedOut[r] = the nodes that it
 * reaches, takenOut[r] = the arrows that it follows. bits have 16 bytes of slack; `after` as for
 * takeArrows.
 */
export function followRuns<C>(
  bits: At<C>, mask: Maybe<u8>, runs: At<u32>, k: i32, starts: u32, after: At<u32>,
  reachedOut: At<u32>, takenOut: At<u32>,
): void {
  const ends = after + 128
  const leaving = after + 256
  const entering = after + 384
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    let open = starts
    let reached: u32 = 0
    let possible: u32 = 0
    let awaited: u32 = 0
    let taken: u32 = 0
    for (let i = from; open | awaited; i++) {
      i = nextOf<C>(bits, open | awaited, i, to)
      if (i >= to) break
      if (mask && !load<u8>(mask + i)) continue
      const b = <u32>load<C>(bits + <usize>i * sizeof<C>())
      const hit = b & awaited
      if (hit) {
        taken |= unionOf(entering, hit) & possible
        awaited &= ~hit
      }
      const fresh = b & open
      if (fresh) {
        reached |= fresh
        open = (open | unionOf(after, fresh)) & ~reached
        possible |= unionOf(leaving, fresh)
        awaited |= unionOf(ends, fresh)
      }
    }
    store<u32>(reachedOut + (r << 2), reached)
    store<u32>(takenOut + (r << 2), taken)
    from = to
  }
}

/** The first place in `[i, to)` with a wanted bit; none before `to` where there is none. */
@inline
function nextOf<C>(bits: usize, wanted: u32, i: i32, to: i32): i32 {
  if (sizeof<C>() == 1) return nextWith(bits, i8x16.splat(<i8>wanted), i, to)
  while (i < to && !(<u32>load<C>(bits + <usize>i * sizeof<C>()) & wanted)) i++
  return i
}

/**
 * Ways through a graph as a tree of n places: counts[x] grows by the runs that go along the way to
 * place x, of the runs r with any of `ends` in reached[r]. parents[x] is the place before it, -1 for the
 * first of a way; the places of node v are those from places[v] to places[v + 1]. next[x] has the nodes
 * of the places after x, next[n] those of the first places. `order` has the nodes, each before those that
 * arrows lead to it from. `gone` has room for n.
 */
export function countWays<C>(
  bits: At<C>, mask: Maybe<u8>, runs: At<u32>, k: i32, reached: At<u32>, ends: u32,
  order: At<u8>, nodes: i32, places: At<u32>, parents: At<u32>, next: At<u32>, n: i32,
  gone: At<u8>, counts: At<u32>,
): void {
  const first = load<u32>(next + (n << 2))
  for (let r = 0; r < k; r++) {
    if (!(load<u32>(reached + (r << 2)) & ends)) continue
    const to = load<u32>(runs + ((r + 1) << 2))
    memory.fill(gone, 0, n)
    // The nodes with a place to which the run could go next.
    let open = first
    for (let i = load<u32>(runs + (r << 2)); i < to && open; i++) {
      const b = <u32>load<C>(bits + <usize>i * sizeof<C>()) & open
      if (!b || (mask && !load<u8>(mask + i))) continue
      for (let o = 0; o < nodes; o++) {
        const node = load<u8>(order + o)
        if (!((b >>> node) & 1)) continue
        open &= ~(1 << node)
        const end = load<u32>(places + ((node + 1) << 2))
        for (let x = load<u32>(places + (node << 2)); x < end; x++) {
          if (load<u8>(gone + x)) continue
          const parent = load<i32>(parents + (x << 2))
          if (parent >= 0 && !load<u8>(gone + parent)) continue
          store<u8>(gone + x, 1)
          open |= load<u32>(next + (x << 2))
        }
      }
    }
    for (let x = 0; x < n; x++) {
      const at = counts + (x << 2)
      store<u32>(at, load<u32>(at) + load<u8>(gone + x))
    }
  }
}

/** How many of n codes have any of `bits`. */
export function countBits(codes: At<u32>, bits: u32, n: i32): u32 {
  const wanted = i32x4.splat(bits)
  const none = i32x4.splat(0)
  // A lane that differs is -1.
  let counts = i32x4.splat(0)
  let i = 0
  for (; i + 4 <= n; i += 4) {
    const found = i32x4.ne(v128.and(v128.load(codes + (<usize>i << 2)), wanted), none)
    counts = i32x4.sub(counts, found)
  }
  let count = i32x4.extract_lane(counts, 0) + i32x4.extract_lane(counts, 1)
  count += i32x4.extract_lane(counts, 2) + i32x4.extract_lane(counts, 3)
  for (; i < n; i++) count += i32((load<u32>(codes + (<usize>i << 2)) & bits) != 0)
  return count
}

/** The bits of table[v] for each bit v that is set. */
@inline
function unionOf(table: usize, set: u32): u32 {
  let union: u32 = 0
  for (let rest = set; rest; rest &= rest - 1) union |= load<u32>(table + (ctz(rest) << 2))
  return union
}

/** out[i] = whether codes[i] has any of `bits`. Both have 64 bytes of slack. */
export function anyBit(codes: At<u32>, bits: u32, out: At<u8>, n: i32): void {
  const wanted = i32x4.splat(bits)
  const none = i32x4.splat(0)
  const one = i8x16.splat(1)
  for (let i = 0; i < n; i += 16) {
    const at = codes + (<usize>i << 2)
    const a = i32x4.ne(v128.and(v128.load(at), wanted), none)
    const b = i32x4.ne(v128.and(v128.load(at, 16), wanted), none)
    const c = i32x4.ne(v128.and(v128.load(at, 32), wanted), none)
    const d = i32x4.ne(v128.and(v128.load(at, 48), wanted), none)
    const low = i16x8.narrow_i32x4_s(a, b)
    const high = i16x8.narrow_i32x4_s(c, d)
    v128.store(out + i, v128.and(i8x16.narrow_i16x8_s(low, high), one))
  }
}
