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
  const copy = values.slice()
  const middle = copy.length >> 1
  const upper = select(copy, middle)
  if (copy.length % 2 === 1) return upper
  const lower = copy.subarray(0, middle).reduce((most, x) => Math.max(most, x), -Infinity)
  return (lower + upper) / 2
}
