/**
 * Numbers of which the sum and the median are asked for. Those of one part (of one thread) lie in the
 * order of cells, so that of many only the few in the median's cell are ever looked at again.
 */
export interface Durations {
  readonly count: number
  readonly sum: number
  readonly parts: readonly DurationPart[]
}

interface DurationPart {
  readonly values: Float64Array
  /** The cells that have values, ascending. */
  readonly cells: Uint32Array
  /** Where the values of each of them end. */
  readonly ends: Uint32Array
}

/** By the first 16 of their 64 bits numbers are in as many cells, which are in the order of the numbers. */
const CELL_BITS = 16

/** Up to this many values are rather sorted. */
const MOST_SORTED = 4096

export function orderDurations(values: Float64Array): Durations {
  const { length: count } = values
  if (count === 0) return { count, sum: 0, parts: [] }
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i]!
  const ordered = count <= MOST_SORTED ? values.slice().sort() : inCells(values)
  return { count, sum, parts: [{ values: ordered, ...cellsOf(ordered) }] }
}

export function joinDurations(a: Durations, b: Durations): Durations {
  return { count: a.count + b.count, sum: a.sum + b.sum, parts: [...a.parts, ...b.parts] }
}

/** The values in the cells from that of the k-th smallest to that of the next, and how many lie before. */
export function durationsAround(
  { parts }: Durations,
  k: number,
  next: number,
): { readonly values: Float64Array; readonly below: number } {
  const counts = countsOf(parts)
  const [first, last] = [cellWith(counts, k), cellWith(counts, next)]
  const near = parts.map((part) => part.values.subarray(...within(part, first.cell, last.cell)))
  const values = new Float64Array(near.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const some of near) {
    values.set(some, at)
    at += some.length
  }
  return { values, below: first.below }
}

/** The high halves of numbers, two apart. */
const halvesOf = ({ buffer, byteOffset, length }: Float64Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length * 2)

/** The cell by the high half: a set sign bit turns all bits round, a clear one is set. */
const cellAt = (high: number): number => (high ^ ((high >> 31) | -(2 ** 31))) >>> (32 - CELL_BITS)

function inCells(values: Float64Array): Float64Array {
  const halves = halvesOf(values)
  const starts = new Uint32Array(2 ** CELL_BITS + 1)
  for (let i = 1; i < halves.length; i += 2) starts[cellAt(halves[i]!) + 1]!++
  for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!
  const ordered = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++)
    ordered[starts[cellAt(halves[2 * i + 1]!)]!++] = values[i]!
  return ordered
}

/** Of values in the order of cells. */
function cellsOf(ordered: Float64Array): Pick<DurationPart, 'cells' | 'ends'> {
  const halves = halvesOf(ordered)
  const cells: number[] = []
  const ends: number[] = []
  for (let i = 0, last = -1; i < ordered.length; i++) {
    const cell = cellAt(halves[2 * i + 1]!)
    if (cell === last) continue
    if (i > 0) ends.push(i)
    cells.push(cell)
    last = cell
  }
  ends.push(ordered.length)
  return { cells: Uint32Array.from(cells), ends: Uint32Array.from(ends) }
}

/** How many values all parts have in each cell, ascending. */
function countsOf(parts: readonly DurationPart[]): readonly [cell: number, count: number][] {
  const counts = new Map<number, number>()
  for (const { cells, ends } of parts) {
    cells.forEach((cell, c) => {
      const count = ends[c]! - (c === 0 ? 0 : ends[c - 1]!)
      counts.set(cell, (counts.get(cell) ?? 0) + count)
    })
  }
  return [...counts].sort(([a], [b]) => a - b)
}

/** The cell that holds the k-th value, and how many values are in those before it. */
function cellWith(counts: readonly [number, number][], k: number) {
  let below = 0
  for (const [cell, count] of counts) {
    if (k < below + count) return { cell, below }
    below += count
  }
  throw new RangeError(`there are only ${below} values`)
}

/** From where to where a part's values are in the cells from `first` to `last`. */
function within({ cells, ends }: DurationPart, first: number, last: number): [number, number] {
  const from = cells.findIndex((cell) => cell >= first)
  const after = cells.findIndex((cell) => cell > last)
  const endBefore = (c: number) => (c === 0 ? 0 : ends[c - 1]!)
  const all = ends.at(-1) ?? 0
  return [from < 0 ? all : endBefore(from), after < 0 ? all : endBefore(after)]
}
