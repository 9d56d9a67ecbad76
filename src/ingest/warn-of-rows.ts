import type { Batch } from '../model/answers/datasets.ts'

type Counts = Pick<Batch, 'read' | 'skipped'> & Partial<Pick<Batch, 'added' | 'duplicates'>>

/** What is odd about what became of a file's rows: nothing in it, or nothing of it added. */
export function warnOfRows({ read, skipped, added, duplicates = 0 }: Counts): readonly string[] {
  if (read === 0) return ['it has no rows: it is empty, or has nothing but a header']
  const reasons = Object.entries(skipped)
  const aside = reasons.reduce((sum, [, count]) => sum + count, 0)
  if ((added ?? read - aside) > 0) return []
  const why = [
    ...reasons.map(([reason, count]) => `${count} ${reason}`),
    ...(duplicates > 0 ? [`${duplicates} whose row id is known`] : []),
  ]
  return [`no row ${added === undefined ? 'would be' : 'was'} added: ${why.join(', ')}`]
}
