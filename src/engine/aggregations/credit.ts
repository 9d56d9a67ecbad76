import { type AttributionModel, attributionModels } from '../attribution/index.ts'
import { toEach, toNode, toNodes } from '../links.ts'
import type { Memory } from '../memory.ts'
import type { AggregationKind, Collector } from './aggregation.ts'
import type { CreditAggregation } from './credit-aggregation.ts'
import { findWorthyConversions } from './credit-conversions.ts'
import { Ledger } from './credit-ledger.ts'
import { Levels } from './credit-levels.ts'
import { Sharer } from './credit-shares.ts'
import { bookSingles, reserveStarts } from './credit-single.ts'
import { findTouches } from './credit-touches.ts'
import { DENSE_GROUPS, mergeDense, mergeSparse } from './group.ts'
import type { GroupPartial } from './group-aggregation.ts'
import { GroupIds } from './group-ids.ts'

/**
 * Shaped as a group aggregation with one measure. Conversions without a touchpoint are in the group of
 * all codes 0, where these are wanted.
 */
export const credit: AggregationKind<CreditAggregation, GroupPartial> = {
  links: {
    keys: toNodes,
    touches: toNode,
    filter: toNode,
    elements: toNodes,
    conversions: toNode,
    amount: toNode,
    runs: toNode,
    earliest: toNode,
    parents: toEach({ key: toNode, filter: toNode, elements: toNodes }),
  },
  start: startCredit,
  merge: (aggregation, all) =>
    isDense(aggregation) ? mergeDense(all) : mergeSparse(aggregation, all),
}

function isDense({ sizes, lists }: CreditAggregation): boolean {
  return groupCount(sizes) <= DENSE_GROUPS && !lists.includes(true)
}

const groupCount = (sizes: readonly number[]) => sizes.reduce((product, size) => product * size, 1)

function startCredit(
  aggregation: CreditAggregation,
  { memory }: { readonly memory: Memory },
): Collector<GroupPartial> {
  const { sizes, model, settings } = aggregation
  const ids = isDense(aggregation) ? null : new GroupIds(sizes)
  const none = ids ? ids.id(sizes.map(() => 0)) : 0
  const groups = { ids, sizes }
  const ledger = new Ledger(ids ? null : groupCount(sizes), memory)
  const { sharing } = attributionModels[model] as AttributionModel
  const sharer = sharing.by === 'item' ? null : new Sharer(sharing, settings)
  const levels = sharing.by === 'item' ? new Levels(aggregation, sharing.share) : null
  return {
    consume(scope) {
      const conversions = findWorthyConversions(aggregation, scope)
      if (conversions.events.length === 0) return
      if (sharing.by === 'touch' && !aggregation.lists.includes(true)) {
        bookSingles(aggregation, sharing.touch, conversions, { groups, none, ledger }, scope)
        return
      }
      const touch = sharing.by === 'touch' ? sharing.touch : 'last'
      const from = reserveStarts(touch, aggregation, conversions.events, scope)
      const touches = findTouches(aggregation, conversions.events, groups, scope, from)
      if (ids) ledger.reserve(ids.count)
      const filter = scope.maskOrAll(aggregation.filter)
      if (sharing.by === 'item') {
        const above = levels!.above(conversions.events, from, scope)
        ledger.bookItems(conversions, touches, { share: sharing.share, filter, above })
      } else ledger.bookTouches(touches, sharer!.credit(conversions, touches, scope), filter, scope)
      if (aggregation.none) ledger.bookNone(conversions, touches, none)
    },
    partial: () => ({
      keys: ids ? ids.codes() : null,
      values: [ledger.values.slice(0, ids ? ids.count : ledger.values.length)],
    }),
  }
}
