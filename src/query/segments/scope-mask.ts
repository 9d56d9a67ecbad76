import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { type Compilation, keepAll, type Kept, type Period } from '../compilation/compilation.ts'
import { keptByAll } from '../components/kept-elements.ts'
import { compileSegmentMasks } from './compile.ts'

/**
 * The events that a request looks at: in the period, in the data view's segment, in all of the
 * given segments (§5.1: they stack).
 */
export async function scopeMask(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
  path: Path = ['segments'],
): Promise<MaskRef> {
  return c.plan.and(period.mask, await segmentsMask(c, segments, period, path))
}

/** The same without regard to the period. */
export async function segmentsMask(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
  path: Path = ['segments'],
): Promise<MaskRef> {
  return (await keptBySegments(c, segments, period, path)).events
}

/** A report's plan under the data view's segment and the given ones: what its components see. */
export async function underSegments(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
  path: Path = ['segments'],
): Promise<Compilation> {
  return { ...c, kept: await keptBySegments(c, segments, period, path) }
}

/** What the data view's segment and the given ones keep: events, and elements of lists (§5.5). */
export async function keptBySegments(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
  path: Path = ['segments'],
): Promise<Kept> {
  const all: Kept[] = [await keptByViewSegment(c, period)]
  for (const [index, segment] of segments.entries()) {
    all.push(await compileSegmentMasks(c, segment, period, [...path, index]))
  }
  return keptByAll(c, all)
}

/** A plan whose metrics deduplicate among what the data view's segment keeps (§3.10). */
export const underView = (c: Compilation): Compilation => ({
  ...c,
  keptByView: (period) => keptByViewSegment(c, period),
})

/** Metrics in the data view's segment itself come before it. */
async function keptByViewSegment(c: Compilation, period: Period): Promise<Kept> {
  const before = { ...c, keptByView: async () => keepAll }
  const all: Kept[] = []
  for (const ref of [c.view.segment ?? []].flat()) {
    all.push(await compileSegmentMasks(before, ref, period, ['dataView', 'segment']))
  }
  return keptByAll(c, all)
}
