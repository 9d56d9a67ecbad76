import type { Condition, SegmentContainer, SegmentRef } from '../../model/conditions.ts'
import type { Mark } from '../visualizations/index.ts'

/** The events that have the items of a mark, or those that have not; null where it stands for none. */
export function segmentOfMark(
  { items = [] }: Pick<Mark, 'items'>,
  isWithout: boolean,
): SegmentContainer | null {
  if (items.length === 0) return null
  const conditions = items.map(
    ({ dimension, item }): Condition =>
      item === null
        ? { dimension, op: 'not-exists' }
        : { dimension, op: typeof item === 'number' ? 'eq' : 'equals', value: item },
  )
  const all: Condition = conditions.length === 1 ? conditions[0]! : { and: conditions }
  return { container: 'event', where: isWithout ? { not: all } : all }
}

/** One segment of several that must all hold. */
export function joinSegments(refs: readonly SegmentRef[]): SegmentContainer | null {
  const [first] = refs
  if (first === undefined) return null
  if (refs.length === 1 && typeof first !== 'string') return first
  const conditions = refs.map((ref): Condition => {
    if (typeof ref === 'string') return { segment: ref }
    const { window: _, ...container } = ref
    return container
  })
  return { container: 'person', where: { and: conditions } }
}
