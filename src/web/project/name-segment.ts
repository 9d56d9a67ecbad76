import type { ComponentList } from '../../model/answers/data-views.ts'
import type { Condition, SegmentRef } from '../../model/conditions.ts'
import { findName } from '../components/component-groups.ts'
import { texts } from '../texts/index.ts'

/** A segment’s name; of one that is written out, what it asks. */
export function nameSegment(segment: SegmentRef, components: ComponentList): string {
  if (typeof segment === 'string') return findName(components, segment)
  const words = nameCondition(segment.where, components)
  return segment.exclude === true ? texts.panel.without(words) : words
}

function nameCondition(condition: Condition, components: ComponentList): string {
  if ('dimension' in condition && 'op' in condition) {
    return `${findName(components, condition.dimension)}: ${print(condition.value)}`
  }
  if ('metric' in condition) return findName(components, condition.metric)
  if ('segment' in condition) return findName(components, condition.segment)
  if ('container' in condition) return nameSegment(condition, components)
  if ('dateRange' in condition && typeof condition.dateRange === 'string') {
    return findName(components, condition.dateRange)
  }
  return texts.panel.ownSegment
}

const print = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : String(value ?? '–')
