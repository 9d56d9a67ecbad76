import type { NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { type FlowAggregation, type FlowPartial, flowLinks } from './flow-aggregation.ts'
import { type FlowRows, buildFlowRows } from './flow-rows.ts'
import { RowStore } from './flow-store.ts'
import { type FlowTally, openTally, walkAll } from './flow-walk.ts'
import { mergePairs } from './pair-counts.ts'

export const flow: AggregationKind<FlowAggregation, FlowPartial> = {
  links: flowLinks,
  start(aggregation) {
    const tally = openTally(aggregation)
    const stores = { before: storeOf(aggregation.before), after: storeOf(aggregation.after) }
    return {
      consume(scope) {
        const rows = buildFlowRows(aggregation, scope)
        if (rows) addRows(tally, stores, rows)
        else walkAll(aggregation, scope, tally)
      },
      partial: () => ({
        ...tally,
        afterExit: tally.afterExit.columns(),
        before: tally.before.map((counts, k) => [counts.columns(), ...stores.before.links(k)]),
        after: tally.after.map((counts, k) => [counts.columns(), ...stores.after.links(k)]),
      }),
    }
  },
  merge(aggregation, all) {
    const sum = (of: (partial: FlowPartial) => number) =>
      all.reduce((total, partial) => total + of(partial), 0)
    return {
      anchors: sum(({ anchors }) => anchors),
      containers: sum(({ containers }) => containers),
      allContainers: sum(({ allContainers }) => allContainers),
      afterExit: mergePairs(all.map(({ afterExit }) => afterExit)),
      before: aggregation.before.map((_, k) => all.flatMap((partial) => partial.before[k]!)),
      after: aggregation.after.map((_, k) => all.flatMap((partial) => partial.after[k]!)),
    }
  },
}

interface Stores {
  readonly before: RowStore
  readonly after: RowStore
}

const storeOf = (columns: readonly NodeRef[]) => new RowStore(columns.length)

function addRows(tally: FlowTally, stores: Stores, rows: FlowRows): void {
  const { count, containers, allContainers, before, after, afterExit } = rows
  tally.anchors += count
  tally.containers += containers
  tally.allContainers += allContainers
  stores.before.add(before, count, tally.before)
  stores.after.add(after, count, tally.after)
  for (const code of afterExit) tally.afterExit.add(0, code)
}
