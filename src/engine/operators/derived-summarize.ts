import type { NodeRef, Operator, Vector } from '../operator.ts'
import type { Scope } from '../scope.ts'
import { isBlank, type Values, valuesOf } from './derived-values.ts'

type Summary = (values: readonly number[]) => number

/** One number of a container's values, which are in order and at least one. */
export const numericSummaries = {
  max: (values) => values.reduce((a, b) => Math.max(a, b)),
  min: (values) => values.reduce((a, b) => Math.min(a, b)),
  sum: (values) => values.reduce((a, b) => a + b),
  mean: (values) => values.reduce((a, b) => a + b) / values.length,
  median(values) {
    const sorted = values.toSorted((a, b) => a - b)
    const middle = sorted.length >> 1
    const above = sorted[middle]!
    return sorted.length % 2 === 1 ? above : (sorted[middle - 1]! + above) / 2
  },
  count: (values) => values.length,
  'count-distinct': (values) => new Set(values).size,
} as const satisfies Record<string, Summary>

/** One of a container's values. Among equally frequent ones the first to occur. */
export const pickingSummaries = {
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

export type SummaryMethod = keyof typeof numericSummaries | keyof typeof pickingSummaries

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
export const summarize: Operator<SummarizeNode> = {
  label: 'Summarize',
  evaluate({ input, method, runs }, scope) {
    const values = valuesOf(input, scope)
    const picks = method in pickingSummaries
    const isCodes = picks && values.blank === 0
    const summary = ({ ...numericSummaries, ...pickingSummaries } as Record<string, Summary>)[
      method
    ]!
    const none = method === 'count' || method === 'count-distinct' || isCodes ? 0 : Number.NaN
    const data = isCodes ? scope.memory.codes(scope.events) : scope.memory.numbers(scope.events)
    eachContainer(values, runs, scope, (found, from, to) => {
      data.fill(found.length === 0 ? none : summary(found), from, to)
    })
    return (isCodes ? { kind: 'codes', data } : { kind: 'numbers', data }) as Vector
  },
}

export interface DistinctValuesNode {
  readonly op: 'distinct-values'
  readonly input: NodeRef
  readonly runs: NodeRef
}

/** All distinct values of a container in the order they occur, as a set on each of its events. */
export const distinctValues: Operator<DistinctValuesNode> = {
  label: 'Distinct values',
  evaluate({ input, runs }, scope) {
    const values = valuesOf(input, scope)
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
    const isCodes = data instanceof Uint32Array
    const place = { kind: 'list', list: null, offsets, parents: null } as const
    return { ...place, codes: isCodes ? data : null, numbers: isCodes ? null : data }
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
      if (!isBlank(values.data[i]!, values)) found.push(values.data[i]!)
    }
    visit(found, from, to)
  }
}
