import { clearArray } from '../kernels/fill.ts'
import { toEach, toNode, toParts } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator, Scope } from '../scope.ts'
import type { MaskRef, NodeRef, RunsVector } from '../vectors.ts'
import {
  type Found,
  findFirstAtOrAfter,
  type Occurrences,
  type PlaceReach,
  type SoughtGroup,
  type SoughtStep,
  searchSequence,
} from './sequence-search.ts'
import type { StepLimit } from './sequence-steps.ts'
import { findWay } from './sequence-way.ts'

/** Events of a mask, or whole containers of which any event is in it. */
export interface SequenceMember {
  readonly mask: MaskRef
  readonly runs?: NodeRef
}

/** A limit that may begin elsewhere than at the step before. */
export interface SequenceLimit extends StepLimit {
  /** Numbers that never fall: the amount is measured from the step before's; its coordinate when absent. */
  readonly from?: NodeRef
}

/** All members in any order, each beginning within the limits from the step before. */
export interface SequenceGroup {
  readonly members: readonly SequenceMember[]
  readonly within?: SequenceLimit
  readonly after?: SequenceLimit
}

export interface SequenceStep extends SequenceGroup {
  /** Must not be completed between the step before and this one. */
  readonly excluded: readonly SequenceGroup[]
}

export interface SequenceNode {
  readonly op: 'sequence'
  readonly runs: NodeRef
  /** The events that are looked at. */
  readonly window: MaskRef
  /** At least one; the limits of the first do not count. */
  readonly steps: readonly SequenceStep[]
  /** Must not be completed after the last step. */
  readonly excludedAfter: readonly SequenceGroup[]
  /**
   * The container's events that are kept: all, those up to the first step, from the last step on, or
   * only those that fulfil the steps in one of the ways that end first.
   */
  readonly keep: 'everyone' | 'before' | 'after' | 'steps'
}

const toLimit = toParts<SequenceLimit>({ coordinate: toNode, from: toNode })
const groupLinks = {
  members: toEach<SequenceMember>({ mask: toNode, runs: toNode }),
  within: toLimit,
  after: toLimit,
}
const toGroups = toEach<SequenceGroup>(groupLinks)
const stepLinks = { ...groupLinks, excluded: toGroups }

/**
 * Events of the containers that fulfil steps in order, with any limits, groups, containers as steps
 * and exclusions (§5.4). `before` keeps events up to the beginning of the last occurrence, `after`
 * those from the end of the first one on.
 */
export const sequence: Operator<SequenceNode> = {
  links: { runs: toNode, window: toNode, steps: toEach(stepLinks), excludedAfter: toGroups },
  evaluate(node, scope) {
    const { count, offsets } = scope.runs(node.runs)
    const data = clearArray(scope.memory.bytes(scope.events), scope.kernels)
    const search = new RunSearch(node, scope)
    for (let r = 0; r < count; r++) {
      const [from, to] = [offsets[r]!, offsets[r + 1]!]
      const found = search.find(from, to)
      if (!found) continue
      if (node.keep === 'steps') search.markSteps(data)
      else setRange(data, 1, ...selectRange(node.keep, found, from, to))
    }
    return { kind: 'mask', data }
  },
}

interface FoundEvents {
  readonly lastStart: number
  readonly firstEnd: number
}

function selectRange(
  keep: Exclude<SequenceNode['keep'], 'steps'>,
  { lastStart, firstEnd }: FoundEvents,
  from: number,
  to: number,
): [number, number] {
  if (keep === 'before') return [from, lastStart + 1]
  return keep === 'after' ? [firstEnd, to] : [from, to]
}

/** The search in one run after the other, over positions among the events that are looked at. */
class RunSearch {
  readonly #node: SequenceNode
  readonly #scope: Scope
  readonly #window: Uint8Array | null
  /** Event of each position. */
  #events: number[] = []
  #sought: readonly SoughtStep[] = []
  #found: Found | null = null

  constructor(node: SequenceNode, scope: Scope) {
    this.#node = node
    this.#scope = scope
    this.#window = scope.maskOrAll(node.window)
  }

  find(from: number, to: number): FoundEvents | null {
    const { steps, excludedAfter } = this.#node
    if (!this.#hasEveryStep(from, to)) return null
    this.#events = []
    for (let i = from; i < to; i++) if (!this.#window || this.#window[i]) this.#events.push(i)
    this.#sought = steps.map((step) => ({
      ...this.#group(step),
      excluded: step.excluded.map((group) => this.#group(group)),
    }))
    this.#found = searchSequence(
      this.#sought,
      excludedAfter.map((group) => this.#group(group)),
    )
    if (!this.#found) return null
    const { lastStart, firstEnd } = this.#found
    return { lastStart: this.#events[lastStart]!, firstEnd: this.#events[firstEnd]! }
  }

  /** Marks the events that fulfil the steps in the run that was searched last, where it fulfils them. */
  markSteps(data: Uint8Array): void {
    if (!this.#found) return
    for (const [from, to] of findWay(this.#sought, this.#found).flat()) {
      for (let p = from; p <= to; p++) data[this.#events[p]!] = 1
    }
  }

  /** Cheap and necessary: each member of each step occurs somewhere in the run. */
  #hasEveryStep(from: number, to: number): boolean {
    return this.#node.steps.every(({ members }) =>
      members.every(({ mask }) => this.#occurs(this.#scope.maskOrAll(mask), from, to)),
    )
  }

  #occurs(mask: Uint8Array | null, from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      if ((!mask || mask[i]) && (!this.#window || this.#window[i])) return true
    }
    return false
  }

  #group({ members, within, after }: SequenceGroup): SoughtGroup {
    return {
      members: members.map((member) => this.#occurrences(member)),
      reach: this.#reach(within, after),
    }
  }

  #occurrences({ mask, runs }: SequenceMember): Occurrences {
    const where = this.#scope.maskOrAll(mask)
    if (runs !== undefined) return this.#containers(where, this.#scope.runs(runs))
    const positions: number[] = []
    this.#events.forEach((event, position) => {
      if (!where || where[event]) positions.push(position)
    })
    return { starts: positions, ends: positions }
  }

  /** Containers that lie in the run, or the part of one that does. */
  #containers(mask: Uint8Array | null, runs: RunsVector): Occurrences {
    // Sessions leave the rest of their offsets unwritten.
    const offsets = runs.offsets.subarray(0, runs.count + 1)
    const starts: number[] = []
    const ends: number[] = []
    const events = this.#events
    let next = 0
    while (next < events.length) {
      const end = offsets[findFirstAtOrAfter(offsets, events[next]! + 1)]!
      const start = next
      let any = false
      for (; next < events.length && events[next]! < end; next++) {
        any ||= !mask || mask[events[next]!] === 1
      }
      if (!any) continue
      starts.push(start)
      ends.push(next - 1)
    }
    return { starts, ends }
  }

  #reach(within: SequenceLimit | undefined, after: SequenceLimit | undefined): PlaceReach {
    const low = after && this.#limit(after)
    const high = within && this.#limit(within)
    return {
      low: (p) => (low ? Math.max(p + 1, findFirstAtOrAfter(low.coordinate, low.of(p))) : p + 1),
      high: (p) => (high ? firstAbove(high.coordinate, high.of(p)) - 1 : Infinity),
    }
  }

  /** The coordinate of each position, and the one that is the limit for what follows a position. */
  #limit({ coordinate, from = coordinate, amount }: SequenceLimit) {
    const numbers = this.#scope.numbers(coordinate)
    const begins = this.#scope.numbers(from)
    return {
      coordinate: this.#events.map((event) => numbers[event]!),
      of: (p: number) => begins[this.#events[p]!]! + amount,
    }
  }
}

/** The first index whose value is above x. */
function firstAbove(ascending: readonly number[], x: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low
}
