import {
  continueEnds,
  type Found,
  findBeginnings,
  findFirstAtOrAfter,
  type Occurrences,
  type SoughtGroup,
  type SoughtStep,
} from './sequence-search.ts'

/** Positions `[from, to]` of what fulfils a step. */
export type StepPart = readonly [from: number, to: number]

/**
 * What fulfils each step in one of the ways that end first; of a logic group what completes it, and of
 * its other members the nearest occurrences.
 */
export function findWay(
  steps: readonly SoughtStep[],
  { firstEnd }: Found,
): readonly (readonly StepPart[])[] {
  const ends = [findBeginnings(steps[0]!)]
  for (const step of steps.slice(1)) ends.push(continueEnds(ends.at(-1)!, step))
  const way: (readonly StepPart[])[] = []
  let end = firstEnd
  for (let s = steps.length - 1; s >= 0; s--) {
    const step = steps[s]!
    const before = s === 0 ? -1 : findEndBefore(ends[s - 1]!, step, end)
    way.unshift(partsOf(step, s === 0 ? 0 : step.reach.low(before), end))
    end = before
  }
  return way
}

/** The latest end of the steps so far from which the next one can end where it does. */
function findEndBefore(from: ReadonlyMap<number, number>, step: SoughtStep, end: number): number {
  const latestFirst = [...from.keys()].filter((p) => p < end).sort((a, b) => b - a)
  return latestFirst.find((p) => continueEnds(new Map([[p, 0]]), step).has(end))!
}

function partsOf({ members }: SoughtGroup, from: number, end: number): readonly StepPart[] {
  const last = members.findIndex(({ ends }) => ends.includes(end))
  return members.flatMap((member, m) => {
    const at = m === last ? member.ends.indexOf(end) : indexBetween(member, from, end)
    return at < 0 ? [] : [[member.starts[at]!, member.ends[at]!] as const]
  })
}

/** An occurrence that begins at a position or later and ends by another. */
function indexBetween({ starts, ends }: Occurrences, from: number, end: number): number {
  const at = findFirstAtOrAfter(starts, from)
  return at < starts.length && ends[at]! <= end ? at : -1
}
