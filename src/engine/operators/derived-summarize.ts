import { toNode } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator, Scope } from '../scope.ts'
import type { NodeRef, Vector } from '../vectors.ts'
import { readValues, type Values } from './derived-values.ts'
import { isBlank, makeSets } from './list-values.ts'

type Summary = (values: readonly number[]) => number

/** What a container's values add up to, one after the other; `none` is what stands before the first. */
interface Fold {
  readonly none: number
  readonly step: (so: number, value: number, place: number) => number
}

/** Numbers that a pass over the values gives. */
const foldingSummaries = {
  max: { none: Number.NaN, step: (so, value) => (so > value ? so : value) },
  min: { none: Number.NaN, step: (so, value) => (so < value ? so : value) },
  sum: { none: Number.NaN, step: (so, value, place) => (place === 0 ? value : so + value) },
  mean: { none: Number.NaN, step: (so, value, place) => (place === 0 ? value : so + value) },
  count: { none: 0, step: (so) => so + 1 },
} as const satisfies Record<string, Fold>

/** Numbers that need all values at once: in order, at least one. */
const numericSummaries = {
  median(values) {
    const sorted = values.toSorted((a, b) => a - b)
    const middle = sorted.length >> 1
    const above = sorted[middle]!
    return sorted.length % 2 === 1 ? above : (sorted[middle - 1]! + above) / 2
  },
  'count-distinct': (values) => new Set(values).size,
} as const satisfies Record<string, Summary>

/** One of a container's values. Among equally frequent ones the first to occur. */
const pickingSummaries = {
  first: (values) => values[0]!,
  last: (values) => values.at(-1)!,
  'most-common': (values) => byFrequency(values, (count, best) => count > best),
  'least-common': (values) => byFrequency(values, (count, best) => count < best),
} as const satisfies Record<string, Summary>

function byFrequency(
  values: readonly number[],
  isBetter: (count: number, best: number) => boolean,
): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let [best, bestCount] = [values[0]!, counts.get(values[0]!)!]
  for (const [value, count] of counts) {
    if (isBetter(count, bestCount)) [best, bestCount] = [value, count]
  }
  return best
}

export type SummaryMethod =
  | keyof typeof foldingSummaries
  | keyof typeof numericSummaries
  | keyof typeof pickingSummaries

export interface SummarizeNode {
  readonly op: 'summarize'
  /** Codes, numbers or a list of either. */
  readonly input: NodeRef
  readonly method: SummaryMethod
  readonly runs: NodeRef
}

/**
 * One value for all of a container, on each of its events: a picked one as codes where the input is
 * codes, else a number. No value where the container has none, but its count is 0.
 */
export const derivedSummarize: Operator<SummarizeNode> = {
  links: { input: toNode, runs: toNode },
  evaluate({ input, method, runs }, scope) {
    const values = readValues(input, scope)
    if (method in foldingSummaries) {
      return folded(values, method as keyof typeof foldingSummaries, runs, scope)
    }
    const isCodes = method in pickingSummaries && values.blank === 0
    const summaries: Record<string, Summary> = { ...numericSummaries, ...pickingSummaries }
    const summary = summaries[method]!
    const none = method === 'count-distinct' || isCodes ? 0 : Number.NaN
    const data = isCodes ? scope.memory.codes(scope.events) : scope.memory.numbers(scope.events)
    eachContainer(values, runs, scope, (found, from, to) => {
      setRange(data, found.length === 0 ? none : summary(found), from, to)
    })
    return (isCodes ? { kind: 'codes', data } : { kind: 'numbers', data }) as Vector
  },
}

function folded(
  values: Values,
  method: keyof typeof foldingSummaries,
  runs: NodeRef,
  scope: Scope,
): Vector {
  const { none, step }: Fold = foldingSummaries[method]
  const { count, offsets } = scope.runs(runs)
  const data = scope.memory.numbers(scope.events)
  for (let r = 0; r < count; r++) {
    const [from, to] = [offsets[r]!, offsets[r + 1]!]
    let so = none
    let found = 0
    for (let i = values.start(from); i < values.start(to); i++) {
      const value = values.data[i]!
      if (!isBlank(value, values.blank)) so = step(so, value, found++)
    }
    setRange(data, method === 'mean' ? so / found : so, from, to)
  }
  return { kind: 'numbers', data }
}

export interface DistinctValuesNode {
  readonly op: 'distinct-values'
  readonly input: NodeRef
  readonly runs: NodeRef
}

/** All distinct values of a container in the order they occur, as a set on each of its events. */
export const distinctValues: Operator<DistinctValuesNode> = {
  links: { input: toNode, runs: toNode },
  isList: () => true,
  evaluate({ input, runs }, scope) {
    const values = readValues(input, scope)
    const offsets = scope.memory.codes(scope.events + 1)
    const all: number[] = []
    eachContainer(values, runs, scope, (found, from, to) => {
      const distinct = new Set(found)
      for (let i = from; i < to; i++) {
        offsets[i] = all.length
        all.push(...distinct)
      }
    })
    offsets[scope.events] = all.length
    const data = values.blank === 0 ? scope.memory.codes(all.length) : new Float64Array(all.length)
    data.set(all)
    return makeSets(offsets, data)
  },
}

/** Calls back with each container's values, without blanks, and its events `[from, to)`. */
function eachContainer(
  values: Values,
  runs: NodeRef,
  scope: Scope,
  visit: (found: readonly number[], from: number, to: number) => void,
): void {
  const { count, offsets } = scope.runs(runs)
  for (let r = 0; r < count; r++) {
    const [from, to] = [offsets[r]!, offsets[r + 1]!]
    const found: number[] = []
    for (let i = values.start(from); i < values.start(to); i++) {
      if (!isBlank(values.data[i]!, values.blank)) found.push(values.data[i]!)
    }
    visit(found, from, to)
  }
}
