import { clearArray } from '../kernels/fill.ts'
import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface PiecesAroundNode {
  readonly op: 'pieces-around'
  /** Each person's centre is the `nth` of these events, from 1. */
  readonly mask: NodeRef
  readonly nth: number
  readonly pieceMs: number
  /** Pieces on either side. */
  readonly count: number
}

/**
 * Elapsed time around an event of the person, in equal pieces: `count` + 1 is the piece that the
 * centre begins, `count` the one before it, 0 is farther away or no centre.
 */
export const piecesAround: Operator<PiecesAroundNode> = {
  links: { mask: toNode },
  evaluate({ mask, nth, pieceMs, count }, scope) {
    const centres = scope.mask(mask)
    const { time } = scope
    const { count: persons, offsets } = scope.persons
    const data = clearArray(scope.memory.codes(scope.events), scope.kernels)
    for (let p = 0; p < persons; p++) {
      const [from, to] = [offsets[p]!, offsets[p + 1]!]
      const centre = nthIn(centres, from, to, nth)
      if (centre < 0) continue
      for (let i = from; i < to; i++) {
        const piece = pieceOf(time[i]! - time[centre]!, i < centre, pieceMs)
        if (piece >= -count && piece < count) data[i] = piece + count + 1
      }
    }
    return { kind: 'codes', data }
  },
}

function nthIn(mask: Uint8Array, from: number, to: number, nth: number): number {
  let left = nth
  for (let i = from; i < to; i++) if (mask[i] && --left === 0) return i
  return -1
}

/** An event of the same instant that comes earlier in the person's order is before the centre. */
function pieceOf(elapsedMs: number, isBefore: boolean, pieceMs: number): number {
  return elapsedMs === 0 && isBefore ? -1 : Math.floor(elapsedMs / pieceMs)
}
