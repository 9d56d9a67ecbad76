import { toTable } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { TableRef } from '../vectors.ts'

export interface ShiftTimeNode {
  readonly op: 'shift-time'
  /** f64 ascending UTC milliseconds: piece p is `[starts[p], starts[p + 1])`. */
  readonly starts: TableRef
  /** f64, per piece what its start becomes. */
  readonly targets: TableRef
  /** f64, per piece 1 where what comes later becomes later by as much, 0 where all becomes one instant. */
  readonly slopes: TableRef
}

/** Each event's time moved by a piecewise rule that never falls; before the first piece it stays. */
export const shiftTime: Operator<ShiftTimeNode> = {
  links: { starts: toTable, targets: toTable, slopes: toTable },
  evaluate(node, scope) {
    const { time } = scope
    const [starts, targets, slopes] = [node.starts, node.targets, node.slopes].map((ref) =>
      scope.table(ref),
    )
    const data = scope.memory.numbers(scope.events)
    let piece = 0
    for (let i = 0; i < scope.events; i++) {
      const t = time[i]!
      if (t < starts![piece]! || !(t < starts![piece + 1]!)) piece = pieceAt(starts!, t)
      data[i] = piece < 0 ? t : targets![piece]! + (t - starts![piece]!) * slopes![piece]!
      piece = Math.max(piece, 0)
    }
    return { kind: 'numbers', data }
  },
}

/** The last piece that begins at t or before; -1 when none does. */
function pieceAt(starts: ArrayLike<number>, t: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= t) low = middle + 1
    else high = middle
  }
  return low - 1
}
