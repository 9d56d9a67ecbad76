import type { Condition, SegmentContainer } from '../../model/conditions.ts'
import { toItemCondition } from '../../model/item-condition.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { RequestOf } from '../../query/reports/index.ts'

type Flow = RequestOf<'flow'>

/** Whose paths go through the anchor, or through an item right after or before it: the next value of the dimension. */
export function sayFlowNode(
  request: Flow,
  place: ExplainPlace,
  around: readonly Condition[],
): SegmentContainer | null {
  const { container, dimension, focus, excludeItems, columnDimensions, occurrence } = request
  if (!('node' in place) || request.segments.length > 0) return null
  const isPlain =
    focus.length === 0 &&
    excludeItems.length === 0 &&
    occurrence === 'every' &&
    Object.keys(columnDimensions).length === 0
  const anchor = isPlain ? anchorOf(request) : undefined
  if (anchor === undefined) return null
  const at = (item: string): Condition => ({ and: [toItemCondition(dimension, item), ...around] })
  const [, column, name = ''] = /^(-?\d+):(.*)$/s.exec(place.node) ?? []
  if (column === '0') return { container, where: { container: 'event', where: at(anchor) } }
  if (isSpecial(name) || name === anchor) return null
  const near = { dimension, count: 1 }
  if (column === '1') {
    return { container, where: { sequence: [at(anchor), { step: at(name), within: near }] } }
  }
  if (column === '-1') {
    return { container, where: { sequence: [at(name), { step: at(anchor), within: near }] } }
  }
  return null
}

const isSpecial = (name: string): boolean => /^(entered|exited|more|item .*)$/s.test(name)

/** The item that paths are around. */
function anchorOf({ anchor, dimension }: Flow): string | undefined {
  const [target] = Object.values(anchor ?? {}) as readonly object[]
  if (target === undefined || !('item' in target) || typeof target.item !== 'string')
    return undefined
  const isOther = 'dimension' in target && target.dimension !== undefined
  return isOther && target.dimension !== dimension ? undefined : target.item
}
