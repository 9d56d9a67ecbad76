import type { Aggregation, ReportKind } from './aggregation.ts'
import { type GroupPartial, type GroupReport, groupCount } from './group-report.ts'
import { startDense } from './group-dense.ts'
import { startSparse } from './group-sparse.ts'
import { GroupIds } from './group-ids.ts'

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
