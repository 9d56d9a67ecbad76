import type { Path } from '../../../model/path.ts'
import type { MaskRef } from '../../../engine/index.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { narrowSelection } from '../../components/selections.ts'
import { compileSegmentMasks } from '../../segments/compile.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'

/** One series of a report: everybody (`null`), or one of the segments that are compared. */
export interface ComparedScope {
  readonly segment: string | null
  /** Null: everybody. */
  readonly ref: SegmentRef | null
  /** The plan as the series' components see it. */
  readonly seen: Compilation
  /** The events that the series looks at. */
  readonly mask: MaskRef
}

/** What each series of a request looks at: everybody first, then each segment that it compares. */
export async function compileComparedScopes(
  c: Compilation,
  request: { readonly segments: readonly SegmentRef[]; readonly compare: readonly SegmentRef[] },
  period: Period,
  path: Path,
): Promise<readonly ComparedScope[]> {
  const all = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const scopes: ComparedScope[] = [{ segment: null, ref: null, seen: c, mask: all }]
  for (const [index, ref] of request.compare.entries()) {
    const own = await compileSegmentMasks(c, ref, period, [...path, 'compare', index])
    const mask = c.plan.and(all, own.events)
    scopes.push({ segment: findSegmentName(ref, index), ref, seen: narrowSelection(c, own), mask })
  }
  return scopes
}

export function findSegmentName(ref: SegmentRef, index: number): string {
  return typeof ref === 'string' ? ref : `segment ${index + 1}`
}
