import { asDefinitionErrors } from '../compilation/as-definition-errors.ts'
import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import {
  type Compilation,
  selectEverything,
  type Selection,
  type Period,
} from '../compilation/compilation.ts'
import { intersectSelections } from '../components/selections.ts'
import { compileSegmentMasks } from './compile.ts'

/**
 * The events that a request looks at: in the period, in the data view's segment, in all of the
 * given segments (§5.1: they stack).
 */
export async function compileScopeMask(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
  path: Path = ['segments'],
): Promise<MaskRef> {
  return c.plan.and(period.mask, await compileSegmentsMask(c, segments, period, path))
}

/** The same without regard to the period. */
export async function compileSegmentsMask(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
  path: Path = ['segments'],
): Promise<MaskRef> {
  return (await selectBySegments(c, segments, period, path)).events
}

/** A report's plan under the data view's segment and the given ones: what its components see. */
export async function underSegments(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
  path: Path = ['segments'],
): Promise<Compilation> {
  return { ...c, selection: await selectBySegments(c, segments, period, path) }
}

/** What the data view's segment and the given ones keep: events, and elements of lists (§5.5). */
export async function selectBySegments(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
  path: Path = ['segments'],
): Promise<Selection> {
  const all: Selection[] = [await selectByViewSegment(c, period)]
  for (const [index, segment] of segments.entries()) {
    all.push(await compileSegmentMasks(c, segment, period, [...path, index]))
  }
  return intersectSelections(c, all)
}

/** A plan whose metrics deduplicate among what the data view's segment keeps (§3.10). */
export const underView = (c: Compilation): Compilation => ({
  ...c,
  selectByView: (period) => selectByViewSegment(c, period),
})

/** Metrics in the data view's segment itself come before it. */
async function selectByViewSegment(c: Compilation, period: Period): Promise<Selection> {
  const before = { ...c, selectByView: selectEverything }
  const all: Selection[] = []
  for (const ref of [c.view.segment ?? []].flat()) {
    const path = ['dataView', 'segment']
    all.push(await asDefinitionErrors(() => compileSegmentMasks(before, ref, period, path)))
  }
  return intersectSelections(c, all)
}
