/** The k-th smallest (from 0) of some numbers, which are rearranged on the way. */
export function selectNth(values: Float64Array, k: number): number {
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
export function findMedian(values: Float64Array): number {
  const [lower, upper] = findMiddle(values.length)
  return averageTwo(values.slice(), lower, upper)
}

/** The places of the middle two of so many, which are one place of an odd number. */
export const findMiddle = (count: number): [number, number] => [(count - 1) >> 1, count >> 1]

/** The mean of the two at these places of the order. @param values are rearranged */
export const averageTwo = (values: Float64Array, lower: number, upper: number): number =>
  (selectNth(values, lower) + selectNth(values, upper)) / 2
