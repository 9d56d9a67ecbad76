import type { SegmentRef } from '../../model/conditions.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { isKnownToRows } from './open.ts'

/**
 * Whether a segment can be asked of rows that have no person: its containers are events, and all it
 * asks about is known to the rows.
 */
export function appliesToRows(
  rows: Compilation,
  ref: SegmentRef,
  trail: readonly string[] = [],
): boolean {
  if (typeof ref !== 'string') return asksOnlyRows(rows, ref, trail)
  const found = rows.definitions.segment(ref)
  return (
    found !== undefined &&
    !trail.includes(ref) &&
    asksOnlyRows(rows, found.definition, [...trail, ref])
  )
}

function asksOnlyRows(rows: Compilation, node: unknown, trail: readonly string[]): boolean {
  if (typeof node !== 'object' || node === null) return true
  return Object.entries(node).every(([key, value]) => {
    switch (key) {
      case 'container':
        return value === 'event'
      case 'dimension':
        return isKnownToRows(rows, value)
      case 'metric':
        return rows.view.metrics.has(value)
      case 'segment':
        return appliesToRows(rows, value, trail)
      case 'sequence':
      case 'distinctCount':
        return false
      default:
        return asksOnlyRows(rows, value, trail)
    }
  })
}
