import type { PartEnd, PartStart } from '../../model/text-parts.ts'
import { moveBy } from './characters.ts'

/** A part of a text: `[start, end)`, in UTF-16 units. */
export interface TextPart {
  readonly start: number
  readonly end: number
}

/**
 * How positions are read. `offset`: so many characters from the chosen side (0 is its edge), as
 * substrings do. `character`: the number of a character from the left, the first is 1, and the
 * character belongs to the part, as trimming does.
 */
export type Positions = 'offset' | 'character'

/**
 * The part between two borders, found from the left or from the right; the text of the second border
 * is searched beyond the first. Null where a border does not exist (§3.8).
 */
export function findPart(
  text: string,
  side: 'left' | 'right',
  from: PartStart,
  to: PartEnd,
  positions: Positions,
): TextPart | null {
  const isLeft = side === 'left'
  const near = nearBorder(text, isLeft, from, positions)
  if (near === null) return null
  const far = farBorder(text, isLeft, near, to, positions)
  if (far === null) return null
  const [start, end] = isLeft ? [near, far] : [far, near]
  return start >= 0 && end <= text.length && start <= end ? { start, end } : null
}

function nearBorder(
  text: string,
  isLeft: boolean,
  from: PartStart,
  positions: Positions,
): number | null {
  if (from === 'start') return isLeft ? 0 : text.length
  if ('position' in from) {
    if (positions === 'character') return moveBy(text, 0, from.position - (isLeft ? 1 : 0))
    return isLeft ? moveBy(text, 0, from.position) : moveBy(text, text.length, -from.position)
  }
  const place = occurrence(text, from.match, from.index, isLeft, isLeft ? 0 : text.length)
  if (place === null) return null
  return from.include === isLeft ? place : place + from.match.length
}

function farBorder(
  text: string,
  isLeft: boolean,
  near: number,
  to: PartEnd,
  positions: Positions,
): number | null {
  if (to === 'end') return isLeft ? text.length : 0
  if ('length' in to) {
    const far = moveBy(text, near, isLeft ? to.length : -to.length)
    return Math.max(0, Math.min(far, text.length))
  }
  if ('position' in to) {
    if (positions === 'character') return moveBy(text, 0, to.position - (isLeft ? 0 : 1))
    return isLeft ? moveBy(text, 0, to.position) : moveBy(text, text.length, -to.position)
  }
  const place = occurrence(text, to.match, to.index, isLeft, near)
  if (place === null) return null
  return to.include === isLeft ? place + to.match.length : place
}

/** Where the `index`-th occurrence begins, counted from a place in a direction; null without one. */
function occurrence(
  text: string,
  match: string,
  index: number,
  isLeft: boolean,
  from: number,
): number | null {
  let edge = from
  for (let n = 1; ; n++) {
    const place = isLeft
      ? text.indexOf(match, edge)
      : edge < match.length
        ? -1
        : text.lastIndexOf(match, edge - match.length)
    if (place < 0) return null
    if (n === index) return place
    edge = isLeft ? place + match.length : place
  }
}
