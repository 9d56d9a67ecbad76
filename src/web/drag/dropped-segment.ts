import type { SegmentRef } from '../../model/conditions.ts'
import { toItemCondition } from '../../model/item-condition.ts'
import type { Dropped } from './dropped.ts'

/** What a panel counts only after a drop; null of a dimension, which says nothing by itself. */
export function segmentOfDropped({ kind, id, dimension, item }: Dropped): SegmentRef | null {
  switch (kind) {
    case 'segment':
      return id
    case 'item':
      if (dimension === undefined) return null
      return { container: 'event', where: toItemCondition(dimension, item ?? null) }
    case 'metric':
      return { container: 'event', where: { metric: id, op: 'exists' } }
    case 'date-range':
      return { container: 'event', where: { dateRange: id } }
    case 'dimension':
      return null
    default:
      return kind satisfies never
  }
}
