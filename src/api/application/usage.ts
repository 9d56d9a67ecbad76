import type { BatchShare } from '../../lake/journey/index.ts'
import type { MonthlyUsage } from '../../model/answers/connections.ts'
import type { Batch } from '../../model/answers/datasets.ts'

/** A batch of an event dataset, and what the connection has of it. */
export interface UsedBatch {
  readonly batch: Pick<Batch, 'status' | 'read' | 'added' | 'finished'>
  /** Undefined where it was deleted. */
  readonly share: Pick<BatchShare, 'rows' | 'months'> | undefined
}

/** Months that count as recent, that of the snapshot included. semantics §1.5 */
const CORE_MONTHS = 13

/** Usage by the month of import, ascending, without months in which nothing came. semantics §1.5 */
export function listUsage(used: readonly UsedBatch[]): readonly MonthlyUsage[] {
  const months = [...new Set(used.map(monthOf))].toSorted()
  let cumulative = 0
  return months.map((month) => {
    const ofMonth = used.filter((each) => monthOf(each) === month)
    const ingested = sum(ofMonth, ({ batch }) => batch.read)
    const deleted = sum(ofMonth, ({ batch, share }) => (share ? 0 : batch.added))
    const reportable = sum(ofMonth, ({ share }) => share?.rows ?? 0)
    cumulative += reportable
    const until = used.filter((each) => monthOf(each) <= month)
    const historical = sum(until, ({ share }) => countBefore(share, firstCoreMonth(month)))
    const skipped = ingested - deleted - reportable
    const core = cumulative - historical
    return { month, ingested, skipped, deleted, reportable, cumulative, core, historical }
  })
}

const monthOf = ({ batch }: UsedBatch): string =>
  new Date(batch.finished ?? 0).toISOString().slice(0, 7)

function firstCoreMonth(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() - CORE_MONTHS + 1)
  return first.toISOString().slice(0, 7)
}

const countBefore = (share: UsedBatch['share'], first: string): number =>
  Object.entries(share?.months ?? {})
    .filter(([month]) => month < first)
    .reduce((total, [, rows]) => total + rows, 0)

const sum = (used: readonly UsedBatch[], count: (each: UsedBatch) => number): number =>
  used.reduce((total, each) => total + count(each), 0)
