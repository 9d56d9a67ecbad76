import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { resolveDateRange } from '../../calendar/date-ranges.ts'
import { type Compilation, type Kept, type Period, periodOf } from './compilation.ts'
import { keptByAll } from '../components/kept-elements.ts'
import { compileSegmentMasks } from '../segments/compile.ts'
import { wholePeriod } from './start-compilation.ts'

/** A date range of a request as a period; without one everything that the journey table holds. */
export function resolvePeriod(
  c: Compilation,
  ref: DateRangeRef | undefined,
  path: Path = ['dateRange'],
): Period {
  if (ref === undefined) return wholePeriod(c)
  const { start, end } = resolveDateRange(ref, {
    timeZone: c.view.timeZone,
    calendar: c.view.calendar,
    now: c.now,
    find: (id) => c.definitions.dateRange(id),
    path,
  })
  return periodOf(c, start, end)
}

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
  const all: Kept[] = []
  for (const ref of [c.view.segment ?? []].flat()) {
    all.push(await compileSegmentMasks(c, ref, period, ['dataView', 'segment']))
  }
  for (const [index, segment] of segments.entries()) {
    all.push(await compileSegmentMasks(c, segment, period, [...path, index]))
  }
  return keptByAll(c, all)
}
