import { toNode } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface CutRunsNode {
  readonly op: 'cut-runs'
  readonly runs: NodeRef
  /** Ascending UTC ms: a run ends before its first event at or after each of these. */
  readonly at: readonly number[]
  /** A run ends after each of these events. */
  readonly after?: NodeRef
}

/** Runs cut at instants and after events. They serve as borders, not to be counted. */
export const cutRuns: Operator<CutRunsNode> = {
  links: { runs: toNode, after: toNode },
  instants: ['at'],
  evaluate({ runs, at, after }, scope) {
    const { count, offsets } = scope.runs(runs)
    const mask = after === undefined ? null : scope.mask(after)
    const out = scope.memory.codes(scope.events + 1)
    let made = 0
    for (let r = 0; r < count; r++) {
      const to = offsets[r + 1]!
      let from = offsets[r]!
      while (from < to) {
        out[made++] = from
        from = endOf(from, to, at, mask, scope)
      }
    }
    out[made] = offsets[count]!
    return { kind: 'runs', count: made, offsets: out, first: 0 }
  },
}

function endOf(
  from: number,
  to: number,
  at: readonly number[],
  after: Uint8Array | null,
  scope: Scope,
): number {
  const { time } = scope.block
  const base = scope.range.eventFrom
  const cut = at.find((instant) => instant > time[base + from]!)
  const end =
    cut === undefined || time[base + to - 1]! < cut
      ? to
      : firstFrom(time, base + from, base + to, cut) - base
  if (after) for (let i = from; i < end; i++) if (after[i]) return i + 1
  return end
}

/** The first index in `[from, to)` whose time is not below `instant`; `to` without one. */
function firstFrom(time: Float64Array, from: number, to: number, instant: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (time[middle]! < instant) low = middle + 1
    else high = middle
  }
  return low
}
