import { clearArray } from '../kernels/fill.ts'
import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { ListVector, MaskRef, NodeRef, RunsVector, Vector } from '../vectors.ts'

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
    const isNew = by === undefined ? onePerRun() : onePerValue(scope.vector(by))
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

/** List elements of which one per value of another child is kept; the others have no value. */
export const deduplicateElements: Operator<DeduplicateElementsNode> = {
  links: { input: toNode, by: toNode, mask: toNode, runs: toNode },
  isList: () => true,
  evaluate({ input, by, mask, runs, keep }, scope) {
    const where = scope.maskOrAll(mask)
    const { codes: ids } = scope.list(by)
    const list = scope.list(input)
    const copy = copyOf(list, scope.memory)
    const seen = perRun()
    eachInRuns(scope.runs(runs), keep, (i, run) => {
      if (where && !where[i]) return
      eachElement(list, i, keep, (e) => {
        const hasValue = list.codes ? list.codes[e] !== 0 : !Number.isNaN(list.numbers![e])
        if (!hasValue || ids![e] === 0 || !seen(run).has(ids![e]!)) {
          if (hasValue && ids![e] !== 0) seen(run).add(ids![e]!)
        } else if (copy.codes) copy.codes[e] = 0
        else copy.numbers![e] = Number.NaN
      })
    })
    return copy
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

function eachElement(
  { offsets }: ListVector,
  event: number,
  keep: Keep,
  visit: (element: number) => void,
): void {
  const [from, to] = [offsets[event]!, offsets[event + 1]!]
  if (keep === 'first') for (let e = from; e < to; e++) visit(e)
  else for (let e = to - 1; e >= from; e--) visit(e)
}

function onePerRun(): (event: number, run: number) => boolean {
  let last = -1
  return (_event, run) => {
    const isNew = run !== last
    last = run
    return isNew
  }
}

function onePerValue(by: Vector): (event: number, run: number) => boolean {
  const seen = perRun()
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

function copyOf(
  list: ListVector,
  memory: { codes(n: number): Uint32Array; numbers(n: number): Float64Array },
): ListVector {
  if (list.codes) {
    const codes = memory.codes(list.codes.length)
    codes.set(list.codes)
    return { ...list, codes }
  }
  const numbers = memory.numbers(list.numbers!.length)
  numbers.set(list.numbers!)
  return { ...list, numbers }
}
