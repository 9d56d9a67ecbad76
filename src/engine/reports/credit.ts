import { attributionModels } from '../attribution/index.ts'
import { Growing } from '../operators/growing.ts'
import type { Scope } from '../scope.ts'
import type { Aggregation, ReportKind } from './aggregation.ts'
import { eachConversion, findWorthy } from './credit-conversions.ts'
import { type Conversion, Ledger } from './credit-ledger.ts'
import type { CreditReport } from './credit-report.ts'
import { TouchCollector, type Touches } from './credit-touches.ts'
import { DENSE_GROUPS, mergeDense, mergeSparse } from './group.ts'
import { bookSingles, singleTouches } from './credit-single.ts'
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
  return groupsOf(sizes) <= DENSE_GROUPS && !lists.includes(true)
}

const groupsOf = (sizes: readonly number[]) => sizes.reduce((product, size) => product * size, 1)

function startCredit(report: CreditReport): Aggregation<GroupPartial> {
  const { sizes } = report
  const ids = isDense(report) ? null : new GroupIds(sizes)
  const none = ids ? ids.id(sizes.map(() => 0)) : 0
  const ledger = new Ledger(report, ids ? 1 : groupsOf(sizes))
  const collector = new TouchCollector()
  const conversions = new Growing()
  return {
    consume(scope) {
      findWorthy(report, conversions, scope)
      if (conversions.length === 0) return
      const found = conversions.values()
      const runs = scope.runs(report.runs)
      const groups = { ids, sizes }
      const { sharing } = attributionModels[report.model]
      if (sharing.by === 'touch' && !report.lists.includes(true)) {
        const touches = singleTouches(report, sharing.touch, found, runs, scope)
        bookSingles(report, { conversions: found, touches, ledger, none }, groups, scope)
        return
      }
      const touches = collector.collect(report, found, runs, groups, scope)
      if (ids) ledger.reserve(ids.count)
      shareAll(report, { conversions: found, touches, ledger, none }, scope)
    },
    partial: () => ({
      keys: ids ? ids.codes() : null,
      values: [ledger.values.slice(0, ids ? ids.count : ledger.values.length)],
    }),
  }
}

interface Sharable {
  readonly conversions: Uint32Array
  readonly touches: Touches
  readonly ledger: Ledger
  /** The group of conversions without a touchpoint. */
  readonly none: number
}

function shareAll(
  report: CreditReport,
  { conversions, touches, ledger, none }: Sharable,
  scope: Scope,
): void {
  const amounts = report.amount === null ? null : scope.numbers(report.amount)
  const filter = scope.maskOrAll(report.filter)
  const at: Conversion = { event: 0, time: scope.block.time, base: scope.range.eventFrom, filter }
  eachConversion(report, conversions, touches, scope, (event, from, to) => {
    const amount = amounts ? amounts[event]! : 1
    if (!amount) return
    at.event = event
    const isShared = from < to && ledger.share(amount, touches, from, to, at)
    if (!isShared && !filter) ledger.values[none]! += amount
  })
}
