import type { BatchResult } from '../../lake/datasets/index.ts'

/** What became of the rows of several batches. */
export function sumBatches(batches: readonly BatchResult[]): BatchResult {
  const sum = (count: (batch: BatchResult) => number) =>
    batches.reduce((total, batch) => total + count(batch), 0)
  return {
    read: sum(({ read }) => read),
    added: sum(({ added }) => added),
    duplicates: sum(({ duplicates }) => duplicates),
    replaced: sum(({ replaced }) => replaced),
    skipped: sumByName(batches.map(({ skipped }) => skipped)),
    unreadable: sumByName(batches.map(({ unreadable }) => unreadable)),
  }
}

function sumByName(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total = new Map<string, number>()
  for (const [name, count] of counts.flatMap((each) => Object.entries(each))) {
    total.set(name, (total.get(name) ?? 0) + count)
  }
  return Object.fromEntries(total)
}
