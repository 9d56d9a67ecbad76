import { isInside } from './box.ts'
import type { ChartMark } from './mark.ts'

type Placed = Pick<ChartMark, 'hit' | 'x' | 'y' | 'isAbove'>

/** The mark that a point of the drawing means: the nearest of those whose hit areas it is in. */
export function nearestMark<T extends Placed>(
  marks: readonly T[],
  x: number,
  y: number,
): T | undefined {
  let best: T | undefined
  let least = Infinity
  for (const mark of marks) {
    if (!isInside(mark.hit, x, y)) continue
    const distance = mark.isAbove === true ? 0 : Math.hypot(mark.x - x, mark.y - y)
    if (distance > least || (distance === least && mark.isAbove !== true)) continue
    best = mark
    least = distance
  }
  return best
}
