import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { Compilation, Period } from '../compilation.ts'
import { scopeMask } from '../period.ts'
import { compileSegment } from '../segments/compile.ts'

/** One series of a report: everybody (`null`), or one of the segments that are compared. */
export interface ComparedScope {
  readonly segment: string | null
  /** Null: everybody. */
  readonly ref: SegmentRef | null
  /** The events that the series looks at. */
  readonly mask: MaskRef
}

/** What each series of a request looks at: everybody first, then each segment that it compares. */
export async function comparedScopes(
  c: Compilation,
  request: { readonly segments: readonly SegmentRef[]; readonly compare: readonly SegmentRef[] },
  period: Period,
  path: string,
): Promise<readonly ComparedScope[]> {
  const all = await scopeMask(c, request.segments, period, `${path}segments`)
  const scopes: ComparedScope[] = [{ segment: null, ref: null, mask: all }]
  for (const [index, ref] of request.compare.entries()) {
    const own = await compileSegment(c, ref, period, `${path}compare[${index}]`)
    scopes.push({ segment: segmentName(ref, index), ref, mask: c.plan.and(all, own) })
  }
  return scopes
}

export function segmentName(ref: SegmentRef, index: number): string {
  return typeof ref === 'string' ? ref : `segment ${index + 1}`
}
