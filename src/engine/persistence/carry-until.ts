import type { Codes } from '../columns.ts'
import type { Reach } from './allocation.ts'

interface UntilReach extends Pick<Reach, 'runs'> {
  readonly until: Float64Array
}

/**
 * A value carried until its own end, into `out`. `replaces` says whether a value that is set takes the
 * place of the one that is held, knowing whether that one is over.
 */
export function carryUntil(
  codes: Codes,
  { runs, until }: UntilReach,
  time: Float64Array,
  out: Codes,
  replaces: (isOver: boolean) => boolean,
): Codes {
  for (let r = 0; r < runs.count; r++) {
    let [held, end] = [0, Number.NEGATIVE_INFINITY]
    for (let i = runs.offsets[r]!; i < runs.offsets[r + 1]!; i++) {
      const isOver = time[i]! > end
      if (codes[i] && (isOver || replaces(isOver))) [held, end] = [codes[i]!, until[i]!]
      out[i] = time[i]! <= end ? held : 0
    }
  }
  return out
}
