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

/** The median without sorting: of an even number of values the mean of the middle two. */
export function medianOf(values: Float64Array): number {
  const middle = values.length >> 1
  const upper = nth(values, middle)
  return values.length % 2 === 1 ? upper : (nth(values, middle - 1) + upper) / 2
}

/** Up to this many values are rearranged; of more, only those that lie near the one sought. */
const FEW = 4096
const CELLS = 4096

/** The k-th smallest (from 0) of some numbers, which stay as they are. */
function nth(values: Float64Array, k: number): number {
  if (values.length <= FEW) return select(values.slice(), k)
  let [low, high] = [values[0]!, values[0]!]
  for (const value of values) {
    if (value < low) low = value
    else if (value > high) high = value
  }
  if (low === high) return low
  const perCell = (CELLS - 1) / (high - low)
  const counts = new Uint32Array(CELLS)
  for (const value of values) counts[Math.trunc((value - low) * perCell)]!++
  let [cell, below] = [0, 0]
  while (below + counts[cell]! <= k) below += counts[cell++]!
  const near = new Float64Array(counts[cell]!)
  let count = 0
  for (const value of values) {
    if (Math.trunc((value - low) * perCell) === cell) near[count++] = value
  }
  return near.length === values.length ? select(near, k - below) : nth(near, k - below)
}
