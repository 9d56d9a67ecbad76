import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import {
  beforeSegments,
  type Compilation,
  type Selection,
  type Period,
} from '../compilation/compilation.ts'
import { compileCondition } from './condition.ts'
import { compileElements, isList } from './elements.ts'
import type { RulePlace } from './rule.ts'
import { compileContainer } from './rules/container.ts'
import { enterSegment } from './rules/segment.ts'

/**
 * The events that a segment keeps (§5). Containers are tested on the period's window and keep all of
 * their events: callers AND the mask with the period. `ref` is an id or a definition; `path` is where
 * it stands. Errors: definition/unknown-reference, definition/cycle, request/unknown-component.
 */
export async function compileSegment(
  c: Compilation,
  ref: SegmentRef,
  period: Period,
  path: Path = [],
): Promise<MaskRef> {
  return (await compileSegmentMasks(c, ref, period, path)).events
}

/**
 * Like `compileSegment`, with the elements that a sub-event container keeps (§5.5). Segments are tested
 * on everything, whatever others keep: they stack (§5.1).
 */
export async function compileSegmentMasks(
  seen: Compilation,
  ref: SegmentRef,
  period: Period,
  path: Path = [],
): Promise<Selection> {
  const c = beforeSegments(seen)
  const root: RulePlace = { c, scope: 'event', period, path, trail: [], compile: compileCondition }
  const { definition, place } =
    typeof ref === 'string' ? enterSegment(ref, root, path) : { definition: ref, place: root }
  if (isList(c, definition.container)) {
    const { mask, elements } = await compileElements(definition, place)
    return { events: mask, elements: [elements] }
  }
  const { mask, keep } = await compileContainer(definition, place)
  return { events: c.plan.and(mask, keep ?? null), elements: [] }
}
