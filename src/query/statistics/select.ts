/** The k-th smallest (from 0) of some numbers, which are rearranged on the way. */
export function select(values: Float64Array, k: number): number {
  let [left, right] = [0, values.length - 1]
  while (left < right) {
    const pivot = values[(left + right) >> 1]!
    let [i, j] = [left, right]
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const swap = values[i]!
      values[i++] = values[j]!
      values[j--] = swap
    }
    if (k <= j) right = j
    else if (k >= i) left = i
    else break
  }
  return values[k]!
}

/** The median without sorting, of values that stay as they are; of an even number the mean of the middle two. */
export function medianOf(values: Float64Array): number {
  const upper = values.length >> 1
  const lower = values.length % 2 === 1 ? upper : upper - 1
  if (values.length <= FEW) return meanOfTwo(values.slice(), lower, upper)
  const cells = cellsOf(values)
  const [first, last] = [cellWith(cells, lower), cellWith(cells, upper)]
  const near = valuesBetween(values, first, last)
  return meanOfTwo(near, lower - first.below, upper - first.below)
}

/** Up to this many values are rearranged; of more, only those that lie near the one sought. */
const FEW = 4096

const meanOfTwo = (values: Float64Array, lower: number, upper: number): number =>
  (select(values, lower) + select(values, upper)) / 2

/** By their first 16 bits of 64 numbers are in as many cells, which are in order. */
const CELL_BITS = 16

interface Cell {
  readonly cell: number
  readonly count: number
  /** How many values are in cells before it. */
  readonly below: number
}

/** The bits of numbers, low and high half by turns. */
const halvesOf = ({ buffer, byteOffset, length }: Float64Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length * 2)

/** The cell by the high half: a set sign bit turns all bits round, a clear one is set. */
const cellAt = (high: number): number => (high ^ ((high >> 31) | -(2 ** 31))) >>> (32 - CELL_BITS)

/** How many values each cell has. */
function cellsOf(values: Float64Array): Uint32Array {
  const halves = halvesOf(values)
  const counts = new Uint32Array(2 ** CELL_BITS)
  for (let i = 1; i < halves.length; i += 2) counts[cellAt(halves[i]!)]!++
  return counts
}

/** The cell that holds the k-th value. */
function cellWith(counts: Uint32Array, k: number): Cell {
  let [cell, below] = [0, 0]
  while (below + counts[cell]! <= k) below += counts[cell++]!
  return { cell, below, count: counts[cell]! }
}

/** The values of two cells between which there are none. */
function valuesBetween(values: Float64Array, first: Cell, last: Cell): Float64Array {
  const halves = halvesOf(values)
  const found = new Float64Array(last.below + last.count - first.below)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const cell = cellAt(halves[2 * i + 1]!)
    if (cell === first.cell || cell === last.cell) found[count++] = values[i]!
  }
  return found
}
