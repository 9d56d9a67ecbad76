import type { MaskRef, NodeRef } from '../../../engine/index.ts'
import type { ExplainPlace } from '../../../model/explain-place.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { describeNotThere, findRow } from '../../explain/people-behind.ts'

/** A bucket of a histogram from its first to its last value; null: without end. */
export type Bucket = readonly [from: number, to: number | null]

/** The bucket that a place names by its borders, or by its first value. Errors: request/impossible. */
export function bucketAt(place: ExplainPlace, buckets: readonly Bucket[]): Bucket {
  const [from, to] = findRow(place, 'a bucket is a row: { "row": [1, 5] }, or its first value')
  const found = buckets.find(
    (bucket) => bucket[0] === from && (to === undefined || bucket[1] === to),
  )
  if (found) return found
  throw describeNotThere(`there is no bucket from ${from}${to ? ` to ${to}` : ''}`, [
    'explain',
    'row',
  ])
}

/** Events on which a number is in [from, end). */
export function eventsWithin(c: Compilation, input: NodeRef, from: number, end: number): MaskRef {
  const low = c.plan.add({ op: 'compare', input, comparison: 'gte', value: from })
  if (end === Infinity) return low
  return c.plan.and(low, c.plan.add({ op: 'compare', input, comparison: 'lt', value: end }))
}

export function bucketName([from, to]: Bucket): string {
  if (to === null) return `${from} or more`
  return from === to ? `${from}` : `${from} to ${to}`
}
