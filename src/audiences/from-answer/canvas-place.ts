import type { Condition, SegmentContainer } from '../../model/conditions.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import {
  canvasArrowsSegment,
  canvasNodeSegment,
  countPathsTo,
} from '../../query/reports/canvas/node-segment.ts'
import type { RequestOf } from '../../query/reports/index.ts'

/** More would make a segment that nobody can read. */
const MOST_PATHS = 100

/** Who came to a node, along any of the paths that lead to it, or went on from one along arrows. */
export function sayCanvasPlace(
  request: RequestOf<'canvas'>,
  place: ExplainPlace,
  around: readonly Condition[],
): SegmentContainer | null {
  const { arrows } = request
  if ('node' in place) {
    if (countPathsTo(arrows, place.node) > MOST_PATHS) return null
    return canvasNodeSegment(request, place.node, around)
  }
  const [from, to] =
    'arrow' in place ? place.arrow : 'onward' in place ? [place.onward, undefined] : []
  if (from === undefined) return null
  const taken = arrows.filter(([start, end]) => start === from && (to === undefined || to === end))
  if (taken.length === 0 || countPathsTo(arrows, from) * taken.length > MOST_PATHS) return null
  return canvasArrowsSegment(request, taken, around)
}
