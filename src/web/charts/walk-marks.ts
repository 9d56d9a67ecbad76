import { getOwn } from '../../model/own.ts'
import type { ChartMark } from './mark.ts'

type Placed = Pick<ChartMark, 'column' | 'row'>

const steps: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/**
 * Where a key leads from one mark: its index, or none where the key leads nowhere. Left and right go to
 * the next column that has a mark, in the same row where there is one; up and down to the next row.
 */
export function walkMarks(marks: readonly Placed[], from: number, key: string): number | undefined {
  if (key === 'Home') return known(marks.findIndex(isValue))
  if (key === 'End') return known(marks.findLastIndex(isValue))
  const step = getOwn(steps, key)
  const start = marks[from]
  if (step === undefined || start === undefined) return undefined
  const [columns, rows] = step
  return columns === 0
    ? nearest(marks, start, 'row', 'column', rows)
    : nearest(marks, start, 'column', 'row', columns)
}

/** What stands above the values is reached from them. */
const isValue = ({ row }: Placed): boolean => row >= 0
const known = (index: number): number | undefined => (index < 0 ? undefined : index)

/** The mark that is next along one axis, and nearest on the other. */
function nearest(
  marks: readonly Placed[],
  start: Placed,
  along: 'row' | 'column',
  across: 'row' | 'column',
  direction: number,
): number | undefined {
  let best: number | undefined
  let least: readonly [number, number] = [Infinity, Infinity]
  for (const [index, mark] of marks.entries()) {
    const ahead = (mark[along] - start[along]) * direction
    if (ahead <= 0) continue
    const aside = Math.abs(mark[across] - start[across])
    if (ahead > least[0] || (ahead === least[0] && aside >= least[1])) continue
    best = index
    least = [ahead, aside]
  }
  return best
}
