import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { type Touch, touchCondition } from '../../model/criterion.ts'
import type { Item } from '../../model/result.ts'
import type { Compilation, Selection, Period } from '../compilation/compilation.ts'
import { intersectSelections, narrowSelection } from '../components/selections.ts'
import { compileCondition } from './condition.ts'
import { compileSegmentMasks } from './compile.ts'

/** The events that a touch means: an item, the presence of a metric, or any condition on an event. */
export async function compileTouch(
  c: Compilation,
  touch: Touch,
  period: Period,
  path: Path,
): Promise<MaskRef> {
  const place = { c, scope: 'event', period, path, trail: [], compile: compileCondition } as const
  const { mask, keep } = await compileCondition(touchCondition(touch), place)
  return c.plan.and(mask, keep ?? null)
}

/** Touches are ORed, segments ANDed (§8.5); touches are looked for on the elements that these keep. */
export async function compileTouches(
  c: Compilation,
  { any, segments }: { readonly any: readonly Touch[]; readonly segments?: readonly SegmentRef[] },
  period: Period,
  path: Path,
): Promise<MaskRef> {
  const all: Selection[] = []
  for (const [index, segment] of (segments ?? []).entries()) {
    all.push(await compileSegmentMasks(c, segment, period, [...path, 'segments', index]))
  }
  const own = intersectSelections(c, all)
  const seen = narrowSelection(c, own)
  const touches: MaskRef[] = []
  for (const [index, touch] of any.entries()) {
    touches.push(await compileTouch(seen, touch, period, [...path, 'any', index]))
  }
  return c.plan.and(c.plan.or(...touches), own.events)
}

/** How a touch is called where nobody named it. */
export function touchName(touch: Touch): string {
  if ('item' in touch) return itemName(touch.item)
  if ('metric' in touch && !('op' in touch)) return touch.metric
  if ('dimension' in touch && 'op' in touch) {
    return `${touch.dimension} ${touch.op} ${touch.value ?? ''}`.trim()
  }
  return 'a condition'
}

const itemName = (item: Item): string => (item === null ? 'No value' : String(item))
