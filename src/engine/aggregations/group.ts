import { toNode, toNodes } from '../links.ts'
import type { AggregationKind, Collector } from './aggregation.ts'
import {
  type Figures,
  type GroupAggregation,
  type GroupPartial,
  groupCount,
  toMeasures,
} from './group-aggregation.ts'
import { startDense } from './group-dense.ts'
import { GroupIds } from './group-ids.ts'
import { startSingle } from './group-single.ts'
import { startSparse } from './group-sparse.ts'

/** Up to this many groups are kept in one table with a row for every possible group. */
export const DENSE_GROUPS = 1 << 22

export const group: AggregationKind<GroupAggregation, GroupPartial> = {
  links: { keys: toNodes, elements: toNodes, mask: toNode, measures: toMeasures },
  start(aggregation, engine): Collector<GroupPartial> {
    if (aggregation.keys.length === 0) return startSingle(aggregation)
    return isDense(aggregation) ? startDense(aggregation, engine) : startSparse(aggregation)
  },
  merge(aggregation, all) {
    return isDense(aggregation) ? mergeDense(all) : mergeSparse(aggregation, all)
  },
}

function isDense(aggregation: GroupAggregation): boolean {
  return groupCount(aggregation) <= DENSE_GROUPS && !aggregation.lists.includes(true)
}

/** Adds dense partials up in the arrays of the first; the groups stand at the same place in all. */
export function mergeDense(all: readonly GroupPartial[]): GroupPartial {
  const [first, ...rest] = all.map(({ values }) => values)
  const values = first!.map((figures, measure) =>
    rest.reduce((sum, other) => added(sum, other[measure]!), figures),
  )
  return { keys: null, values }
}

const MOST_COUNTED = 2 ** 32 - 1

/** The sums, in the first array as long as they fit there. */
function added(sum: Figures, add: Figures): Figures {
  if (sum instanceof Uint32Array && add instanceof Uint32Array) return addedCounts(sum, add)
  return addedNumbers(asNumbers(sum), asNumbers(add))
}

const asNumbers = (figures: Figures): Float64Array =>
  figures instanceof Float64Array ? figures : Float64Array.from(figures)

function addedCounts(sum: Uint32Array, add: Uint32Array): Figures {
  let most = 0
  for (let i = 0; i < sum.length; i++) most = Math.max(most, sum[i]! + add[i]!)
  if (most > MOST_COUNTED) return addedNumbers(asNumbers(sum), asNumbers(add))
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + add[i]!
  return sum
}

function addedNumbers(sum: Float64Array, add: Float64Array): Float64Array {
  for (let i = 0; i < sum.length; i++) sum[i]! += add[i]!
  return sum
}

/** Adds up sparse partials by their keys. */
export function mergeSparse(
  { sizes }: { readonly sizes: readonly number[] },
  all: readonly GroupPartial[],
): GroupPartial {
  if (all.length === 1) return all[0]!
  const ids = new GroupIds(sizes)
  const rows = all.map((partial) => idsOf(partial, ids, sizes.length))
  const values = all[0]!.values.map((_, m) => {
    const sums = new Float64Array(ids.count)
    all.forEach((partial, p) => {
      const add = partial.values[m]!
      rows[p]!.forEach((id, row) => {
        sums[id]! += add[row]!
      })
    })
    return sums
  })
  return { keys: ids.codes(), values }
}

function idsOf(partial: GroupPartial, ids: GroupIds, width: number): Uint32Array {
  const keys = partial.keys!
  const codes = new Uint32Array(width)
  return Uint32Array.from(
    { length: partial.values[0]?.length ?? keys[0]?.length ?? 0 },
    (_, row) => {
      for (let k = 0; k < width; k++) codes[k] = keys[k]![row]!
      return ids.id(codes)
    },
  )
}
