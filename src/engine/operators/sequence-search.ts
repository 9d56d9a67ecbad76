/**
 * Where something occurs among the events of one container, in order: `starts[j]` … `ends[j]` are
 * positions, both included. Occurrences of one thing do not overlap.
 */
export interface Occurrences {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** The positions at which something may begin after an event: `[low(p), high(p)]`, both above p. */
export interface PlaceReach {
  low(p: number): number
  high(p: number): number
}

/** Things that occur in any order, all of them beginning within reach. */
export interface SoughtGroup {
  readonly members: readonly Occurrences[]
  readonly reach: PlaceReach
}

export interface SoughtStep extends SoughtGroup {
  /** Groups that must not be completed between the previous step and this one. */
  readonly excluded: readonly SoughtGroup[]
}

/** Over all ways to fulfil a sequence. */
export interface Found {
  /** The latest position at which a way begins. */
  readonly lastStart: number
  /** The earliest position at which a way ends. */
  readonly firstEnd: number
}

/** Positions at which steps so far can end, each with the latest beginning of a way to it. */
type Ends = Map<number, number>

const NOWHERE = Number.POSITIVE_INFINITY
const anywhere: PlaceReach = { low: (p) => p + 1, high: () => NOWHERE }

/**
 * All ways to fulfil steps in order, each step after the end of the one before; null when there is
 * none (§5.4). Exact: every choice of events counts, not only the first ones.
 */
export function searchSequence(
  steps: readonly SoughtStep[],
  excludedAfter: readonly SoughtGroup[],
): Found | null {
  const [first, ...later] = steps
  let ends = findBeginnings(first!)
  for (const step of later) ends = continueEnds(ends, step)
  const possible = [...ends].filter(([p]) => completion(excludedAfter, p) === NOWHERE)
  if (possible.length === 0) return null
  return {
    lastStart: possible.reduce((latest, [, start]) => Math.max(latest, start), 0),
    firstEnd: possible.reduce((earliest, [p]) => Math.min(earliest, p), NOWHERE),
  }
}

/** The first position by which an excluded group is complete after p; it may not lie before a step. */
function completion(excluded: readonly SoughtGroup[], p: number): number {
  return excluded.reduce((earliest, group) => Math.min(earliest, completionOf(group, p)), NOWHERE)
}

function completionOf({ members, reach }: SoughtGroup, p: number): number {
  return members.reduce((latest, occurrences) => {
    const j = findFirstAtOrAfter(occurrences.starts, reach.low(p))
    const start = occurrences.starts[j]
    const isReached = start !== undefined && start <= reach.high(p)
    return Math.max(latest, isReached ? occurrences.ends[j]! : NOWHERE)
  }, -1)
}

/** The first index whose value is not below x. */
export function findFirstAtOrAfter(ascending: ArrayLike<number>, x: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the first step can end: nothing before it limits it but what is excluded. */
export function findBeginnings({ members, excluded }: SoughtStep): Ends {
  const everywhere = excluded.map((group) => ({ ...group, reach: anywhere }))
  const barrier = completion(everywhere, -1)
  const ends: Ends = new Map()
  members.forEach((occurrences, m) => {
    const others = members.filter((_, other) => other !== m)
    occurrences.ends.forEach((end, j) => {
      const start = latestStart(occurrences.starts[j]!, end, others, barrier)
      if (start !== null) ends.set(end, Math.max(start, ends.get(end) ?? -1))
    })
  })
  return ends
}

/** The latest beginning, not behind the barrier, of a group whose last occurrence is given. */
function latestStart(
  start: number,
  end: number,
  others: readonly Occurrences[],
  barrier: number,
): number | null {
  const latest = others.map(
    ({ starts, ends }) => starts[findFirstAtOrAfter(ends, end + 1) - 1] ?? -1,
  )
  const natural = Math.min(start, ...latest)
  if (natural < 0) return null
  if (natural <= barrier) return natural
  const early = others.map(
    ({ starts }) => starts[findFirstAtOrAfter(starts, barrier + 1) - 1] ?? -1,
  )
  const best = Math.max(-1, ...early)
  return best < 0 ? null : best
}

/** Where the next step can end after any of the given ends. */
export function continueEnds(from: Ends, step: SoughtStep): Ends {
  const next: Ends = new Map()
  const bestFirst = [...from].sort(([, a], [, b]) => b - a)
  step.members.forEach((occurrences, m) => {
    const others = step.members.filter((_, other) => other !== m)
    const unseen = new Unseen(occurrences.starts.length)
    for (const [p, start] of bestFirst) {
      const [low, high] = reachable(occurrences, others, step, p)
      for (let j = unseen.from(low); j < high; j = unseen.from(j)) {
        unseen.see(j)
        const end = occurrences.ends[j]!
        next.set(end, Math.max(start, next.get(end) ?? -1))
      }
    }
  })
  return next
}

/** Which occurrences of a member, `[low, high)`, can complete the step after an end at p. */
function reachable(
  { starts, ends }: Occurrences,
  others: readonly Occurrences[],
  { reach, excluded }: SoughtStep,
  p: number,
): readonly [number, number] {
  const low = reach.low(p)
  const high = reach.high(p)
  const barrier = completion(excluded, p)
  let othersStart = NOWHERE
  let othersEnd = -1
  for (const other of others) {
    const j = findFirstAtOrAfter(other.starts, low)
    const start = other.starts[j]
    if (start === undefined || start > high) return [0, 0]
    othersStart = Math.min(othersStart, start)
    othersEnd = Math.max(othersEnd, other.ends[j]!)
  }
  const last = othersStart <= barrier ? high : Math.min(high, barrier)
  const from = Math.max(findFirstAtOrAfter(starts, low), findFirstAtOrAfter(ends, othersEnd))
  return [from, findFirstAtOrAfter(starts, last + 1)]
}

/** Indices that were not seen yet; each is seen once, whatever ranges are asked for. */
class Unseen {
  readonly #next: Uint32Array

  constructor(size: number) {
    this.#next = Uint32Array.from({ length: size + 1 }, (_, j) => j)
  }

  /** The first unseen index from j on; the size when there is none. */
  from(j: number): number {
    let root = Math.min(j, this.#next.length - 1)
    while (this.#next[root] !== root) {
      this.#next[root] = this.#next[this.#next[root]!]!
      root = this.#next[root]!
    }
    return root
  }

  see(j: number): void {
    this.#next[j] = j + 1
  }
}
