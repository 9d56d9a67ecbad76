import { clearArray } from '../kernels/fill.ts'
import { toNode } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { MaskRef, NodeRef, RunsVector, Vector } from '../vectors.ts'
import {
  blankOf,
  eachPlace,
  fillEmptyLists,
  isBlank,
  readElements,
  takeLike,
  withEvents,
  writeElements,
} from './list-values.ts'

export interface DeduplicateNode {
  readonly op: 'deduplicate'
  /** Events with an occurrence. */
  readonly mask: MaskRef
  /** One occurrence per value is kept: codes or a list of codes; absent: one in all. */
  readonly by?: NodeRef
  /** Within each of these. */
  readonly runs: NodeRef
  readonly keep: 'first' | 'last'
}

/**
 * The events whose occurrence is kept (§3.10): the first or last of its run, or of each value in it.
 * Occurrences without a value are all kept; one with several is kept when any of them is new.
 */
export const deduplicateEvents: Operator<DeduplicateNode> = {
  links: { mask: toNode, by: toNode, runs: toNode },
  evaluate({ mask, by, runs, keep }, scope) {
    const where = scope.maskOrAll(mask)
    const data = clearArray(scope.memory.bytes(scope.events), scope.kernels)
    const isNew = by === undefined ? onePerRun() : onePerValue(scope.vector(by), scope)
    eachInRuns(scope.runs(runs), keep, (i, run) => {
      if (where === null || where[i]) data[i] = Number(isNew(i, run))
    })
    return { kind: 'mask', data }
  },
}

export interface DeduplicateElementsNode {
  readonly op: 'deduplicate-elements'
  /** A list of numbers or codes. */
  readonly input: NodeRef
  /** Codes of the same list. */
  readonly by: NodeRef
  /** Only elements of these events count. */
  readonly mask: MaskRef
  readonly runs: NodeRef
  readonly keep: 'first' | 'last'
}

/**
 * List elements (and events without any) of which one per value of another child is kept; the others
 * have no value.
 */
export const deduplicateElements: Operator<DeduplicateElementsNode> = {
  links: { input: toNode, by: toNode, mask: toNode, runs: toNode },
  isList: () => true,
  evaluate({ input, by, mask, runs, keep }, scope) {
    const where = scope.maskOrAll(mask)
    const lists = [scope.list(input), scope.list(by)] as const
    const read = lists.some(({ onEmpty }) => onEmpty) ? withEvents : readElements
    const [values, ids] = [read(lists[0], scope), read(lists[1], scope)]
    const blank = blankOf(values)
    const out = takeLike(values, values.length, scope)
    out.set(values)
    const seen = perRun()
    eachInRuns(scope.runs(runs), keep, (i, run) => {
      if (where && !where[i]) return
      eachPlace(lists[0], i, values, keep, (place) => {
        const id = ids[place]!
        if (isBlank(values[place]!, blank) || id === 0) return
        if (seen(run).has(id)) out[place] = blank
        else seen(run).add(id)
      })
    })
    return writeElements(lists[0], out, scope)
  },
}

type Keep = 'first' | 'last'

/** All events, run by run: forwards when the first is kept, backwards when the last is. */
function eachInRuns(
  { count, offsets }: RunsVector,
  keep: Keep,
  visit: (event: number, run: number) => void,
): void {
  for (let r = 0; r < count; r++) {
    const [from, to] = [offsets[r]!, offsets[r + 1]!]
    if (keep === 'first') for (let i = from; i < to; i++) visit(i, r)
    else for (let i = to - 1; i >= from; i--) visit(i, r)
  }
}

function onePerRun(): (event: number, run: number) => boolean {
  let last = -1
  return (_event, run) => {
    const isNew = run !== last
    last = run
    return isNew
  }
}

function onePerValue(given: Vector, scope: Scope): (event: number, run: number) => boolean {
  const seen = perRun()
  const by = given.kind === 'list' ? fillEmptyLists(given, scope) : given
  if (by.kind === 'codes') {
    return (event, run) => {
      const code = by.data[event]!
      if (code === 0) return true
      const values = seen(run)
      return !values.has(code) && !!values.add(code)
    }
  }
  if (by.kind !== 'list') throw new Error(`${by.kind} has no values to deduplicate by`)
  return (event, run) => {
    let [any, hasNew] = [false, false]
    for (let e = by.offsets[event]!; e < by.offsets[event + 1]!; e++) {
      const code = by.codes![e]!
      if (code === 0) continue
      any = true
      if (!seen(run).has(code)) hasNew = true
      seen(run).add(code)
    }
    return hasNew || !any
  }
}

/** A set that is empty again in each run. */
function perRun(): (run: number) => Set<number> {
  const values = new Set<number>()
  let last = -1
  return (run) => {
    if (run !== last) values.clear()
    last = run
    return values
  }
}
