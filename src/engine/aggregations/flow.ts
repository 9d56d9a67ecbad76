import type { MaskRef, NodeRef } from '../operator.ts'
import type { ReportKind } from './aggregation.ts'
import { type FlowRows, flowRows } from './flow-rows.ts'
import { RowStore } from './flow-store.ts'
import { type FlowTally, openTally, walkAll } from './flow-walk.ts'
import { type CountedPairs, mergePairs, type PairParts } from './pair-counts.ts'

/** Paths through a container from, through or to an anchor (§8.6). */
export interface FlowReport {
  readonly kind: 'flow'
  readonly runs: NodeRef
  /** Events that count. */
  readonly mask: MaskRef
  /** Instances of the pathing dimension with this code, every event in a mask, or a container's begin. */
  readonly anchor:
    | { readonly code: number }
    | { readonly mask: MaskRef }
    | { readonly isEntry: true }
  readonly occurrence: 'every' | 'first' | 'last'
  /** Dimensions of the columns -1, -2 … and 1, 2 …, nearest first, and of column 0. */
  readonly before: readonly NodeRef[]
  readonly after: readonly NodeRef[]
  readonly pathing: NodeRef
  readonly repeats: boolean
  /** Codes of the pathing dimension that are passed over. */
  readonly excluded: readonly number[]
  /** Only paths with these codes in these columns. */
  readonly focus: readonly { readonly column: number; readonly code: number }[]
}

/**
 * Links between neighbouring columns, outwards from the anchor: `after[k]` from column k to k + 1,
 * `before[k]` from column -k to -k - 1. Code 0 is the way out (or in); column 0 has code 1.
 */
export interface FlowPartial {
  /** How often the anchor stands in a path. */
  readonly anchors: number
  /** Containers with such a path, and all that have an event that counts. */
  readonly containers: number
  readonly allContainers: number
  /** The person's next instance after a container whose path ended in it: code → paths, 0 for never. */
  readonly afterExit: CountedPairs
  readonly before: readonly PairParts[]
  readonly after: readonly PairParts[]
}

export const flow: ReportKind<FlowReport, FlowPartial> = {
  start(report) {
    const tally = openTally(report)
    const sides = { before: storeOf(report.before), after: storeOf(report.after) }
    return {
      consume(scope) {
        const rows = flowRows(report, scope)
        if (rows) addRows(tally, sides, rows)
        else walkAll(report, scope, tally)
      },
      partial: () => ({
        ...tally,
        afterExit: tally.afterExit.columns(),
        before: tally.before.map((counts, k) => [counts.columns(), ...sides.before.links(k)]),
        after: tally.after.map((counts, k) => [counts.columns(), ...sides.after.links(k)]),
      }),
    }
  },
  merge(report, all) {
    const sum = (of: (partial: FlowPartial) => number) =>
      all.reduce((total, partial) => total + of(partial), 0)
    return {
      anchors: sum(({ anchors }) => anchors),
      containers: sum(({ containers }) => containers),
      allContainers: sum(({ allContainers }) => allContainers),
      afterExit: mergePairs(all.map(({ afterExit }) => afterExit)),
      before: report.before.map((_, k) => all.flatMap((partial) => partial.before[k]!)),
      after: report.after.map((_, k) => all.flatMap((partial) => partial.after[k]!)),
    }
  },
}

interface Sides {
  readonly before: RowStore
  readonly after: RowStore
}

const storeOf = (columns: readonly NodeRef[]) => new RowStore(columns.length)

function addRows(tally: FlowTally, sides: Sides, rows: FlowRows): void {
  const { count, containers, allContainers, before, after, afterExit } = rows
  tally.anchors += count
  tally.containers += containers
  tally.allContainers += allContainers
  sides.before.add(before, count, tally.before)
  sides.after.add(after, count, tally.after)
  for (const code of afterExit) tally.afterExit.add(0, code)
}
