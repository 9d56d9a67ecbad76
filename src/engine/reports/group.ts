import type { MaskRef, NodeRef } from '../operator.ts'
import type { Aggregation, ReportKind } from './aggregation.ts'
import { startDense } from './group-dense.ts'
import { startSparse } from './group-sparse.ts'
import { GroupIds } from './group-ids.ts'

/**
 * Something counted or summed per group: events in a mask, containers with such an event (exact,
 * since a container is never split), or a number over them. A list of numbers is paired with the
 * elements of the keys' list.
 */
export type Measure =
  | { readonly measure: 'count'; readonly mask: MaskRef }
  | { readonly measure: 'distinct'; readonly runs: NodeRef; readonly mask: MaskRef }
  | { readonly measure: 'sum'; readonly input: NodeRef; readonly mask: MaskRef }

/** Measures by every combination of the keys' codes that occurs; no keys: one group of all. */
export interface GroupReport {
  readonly kind: 'group'
  /** Codes or lists of codes; an event is in one group per combination of its distinct values. */
  readonly keys: readonly NodeRef[]
  /** How many codes each key has, 0 included. */
  readonly sizes: readonly number[]
  /** Whether each key is a list. */
  readonly lists: readonly boolean[]
  /** Applied to all measures. */
  readonly mask: MaskRef
  readonly measures: readonly Measure[]
}

/**
 * One array per measure. `keys` has one array of codes per key, aligned with the values; it is null
 * when the values are dense: the group of codes a, b … stands at (a × sizeB + b) ….
 */
export interface GroupPartial {
  readonly keys: readonly Uint32Array[] | null
  readonly values: readonly Float64Array[]
}

/** Up to this many groups are kept in one table with a row for every possible group. */
const DENSE_GROUPS = 1 << 22

export const group: ReportKind<GroupReport, GroupPartial> = {
  start(report, engine): Aggregation<GroupPartial> {
    return isDense(report) ? startDense(report, engine) : startSparse(report)
  },
  merge(report, all) {
    return isDense(report) ? mergeDense(all) : mergeSparse(report, all)
  },
}

function isDense(report: GroupReport): boolean {
  return groupCount(report) <= DENSE_GROUPS && !report.lists.includes(true)
}

/** How many groups are possible: the product of the keys' sizes. */
export function groupCount(report: GroupReport): number {
  return report.sizes.reduce((product, size) => product * size, 1)
}

function mergeDense(all: readonly GroupPartial[]): GroupPartial {
  const [first, ...rest] = all
  const values = first!.values.map((array, measure) => {
    const sum = Float64Array.from(array)
    for (const { values: other } of rest) {
      const add = other[measure]!
      for (let i = 0; i < sum.length; i++) sum[i]! += add[i]!
    }
    return sum
  })
  return { keys: null, values }
}

function mergeSparse(report: GroupReport, all: readonly GroupPartial[]): GroupPartial {
  const ids = new GroupIds(report.sizes)
  const sums = report.measures.map(() => [] as number[])
  for (const partial of all) {
    const keys = partial.keys!
    const count = partial.values[0]?.length ?? keys[0]?.length ?? 0
    for (let row = 0; row < count; row++) {
      const id = ids.id(keys.map((codes) => codes[row]!))
      sums.forEach((sum, m) => {
        sum[id] = (sum[id] ?? 0) + partial.values[m]![row]!
      })
    }
  }
  return { keys: ids.codes(), values: sums.map((sum) => Float64Array.from(sum)) }
}
