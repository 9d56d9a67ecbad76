import type { BatchShare } from './journey.ts'

/** What became of a batch's rows in all, once more of them have come. */
export function addShares(before: BatchShare | undefined, more: BatchShare): BatchShare {
  if (before === undefined) return more
  const months = new Map(Object.entries(before.months ?? {}))
  for (const [month, rows] of Object.entries(more.months ?? {})) {
    months.set(month, (months.get(month) ?? 0) + rows)
  }
  const heldBack = (before.heldBack ?? 0) + (more.heldBack ?? 0)
  return {
    ...before,
    ...more,
    rows: before.rows + more.rows,
    missingPerson: before.missingPerson + more.missingPerson,
    expired: before.expired + more.expired,
    ...(heldBack > 0 && { heldBack }),
    months: Object.fromEntries(months),
  }
}
