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
  const [a, b] = neighbours(values, lower, upper)
  return (a + b) / 2
}

/** Up to this many values are rearranged; of more, only those that lie near the one sought. */
const FEW = 4096
const CELLS = 4096

/** The values at two neighbouring (or equal) places of the order, which are found by what is counted in cells. */
function neighbours(values: Float64Array, lower: number, upper: number): [number, number] {
  const [low, high] = extent(values)
  if (low === high) return [low, high]
  if (values.length <= FEW) {
    const copy = values.slice()
    return [select(copy, lower), select(copy, upper)]
  }
  const perCell = (CELLS - 1) / (high - low)
  const counts = new Uint32Array(CELLS)
  for (let i = 0; i < values.length; i++) counts[((values[i]! - low) * perCell) | 0]!++
  const first = cellOf(counts, lower)
  const last = cellOf(counts, upper)
  const near = new Float64Array(first.count + (last.cell === first.cell ? 0 : last.count))
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const cell = ((values[i]! - low) * perCell) | 0
    if (cell === first.cell || cell === last.cell) near[count++] = values[i]!
  }
  const places = [lower - first.below, upper - first.below] as const
  if (near.length < values.length) return neighbours(near, ...places)
  return [select(near, places[0]), select(near, places[1])]
}

function extent(values: Float64Array): [number, number] {
  let [low, high] = [values[0]!, values[0]!]
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!
    if (value < low) low = value
    else if (value > high) high = value
  }
  return [low, high]
}

/** The cell that holds the k-th value, how many it holds, and how many lie below it. */
function cellOf(counts: Uint32Array, k: number) {
  let [cell, below] = [0, 0]
  while (below + counts[cell]! <= k) below += counts[cell++]!
  return { cell, below, count: counts[cell]! }
}
