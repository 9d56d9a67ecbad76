import { type AttributionModel, attributionModels } from '../attribution/index.ts'
import type { Memory } from '../memory.ts'
import type { Aggregation, ReportKind } from './aggregation.ts'
import { worthyConversions } from './credit-conversions.ts'
import { Ledger } from './credit-ledger.ts'
import type { CreditReport } from './credit-report.ts'
import { Sharer } from './credit-shares.ts'
import { bookSingles, startsFor } from './credit-single.ts'
import { touchesOf } from './credit-touches.ts'
import { DENSE_GROUPS, mergeDense, mergeSparse } from './group.ts'
import { GroupIds } from './group-ids.ts'
import type { GroupPartial } from './group-report.ts'

/**
 * Shaped as a group report with one measure. Conversions without a touchpoint are in the group of
 * all codes 0, unless there is a filter.
 */
export const credit: ReportKind<CreditReport, GroupPartial> = {
  start: startCredit,
  merge: (report, all) => (isDense(report) ? mergeDense(all) : mergeSparse(report, all)),
}

function isDense({ sizes, lists }: CreditReport): boolean {
  return groupCount(sizes) <= DENSE_GROUPS && !lists.includes(true)
}

const groupCount = (sizes: readonly number[]) => sizes.reduce((product, size) => product * size, 1)

function startCredit(
  report: CreditReport,
  { memory }: { readonly memory: Memory },
): Aggregation<GroupPartial> {
  const { sizes, model, settings } = report
  const ids = isDense(report) ? null : new GroupIds(sizes)
  const none = ids ? ids.id(sizes.map(() => 0)) : 0
  const groups = { ids, sizes }
  const ledger = new Ledger(ids ? null : groupCount(sizes), memory)
  const { sharing } = attributionModels[model] as AttributionModel
  const sharer = sharing.by === 'item' ? null : new Sharer(sharing, settings)
  return {
    consume(scope) {
      const conversions = worthyConversions(report, scope)
      if (conversions.events.length === 0) return
      if (sharing.by === 'touch' && !report.lists.includes(true)) {
        bookSingles(report, sharing.touch, conversions, { groups, none, ledger }, scope)
        return
      }
      const touch = sharing.by === 'touch' ? sharing.touch : 'last'
      const from = startsFor(touch, report, conversions.events, scope)
      const touches = touchesOf(report, conversions.events, groups, scope, from)
      if (ids) ledger.reserve(ids.count)
      const filter = scope.maskOrAll(report.filter)
      if (sharing.by === 'item') ledger.bookItems(conversions, touches, sharing.share, filter)
      else ledger.bookTouches(touches, sharer!.credit(conversions, touches, scope), filter, scope)
      if (!filter && !report.elements) ledger.bookNone(conversions, touches, none)
    },
    partial: () => ({
      keys: ids ? ids.codes() : null,
      values: [ledger.values.slice(0, ids ? ids.count : ledger.values.length)],
    }),
  }
}
