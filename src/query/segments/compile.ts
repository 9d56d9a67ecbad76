import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { Compilation, Period } from '../compilation.ts'

/** The events that a segment keeps, tested on the period's window (§5). */
export async function compileSegment(
  _c: Compilation,
  ref: SegmentRef,
  _period: Period,
  _path = '',
): Promise<MaskRef> {
  throw new Error(`segment ${JSON.stringify(ref)} is not compiled yet`)
}
