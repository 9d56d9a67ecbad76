/**
 * Weights for the first, all middle and the last touchpoint together, made to sum up to 1. Of two
 * touchpoints the middle is left out; a single one has all.
 */
export function positionWeights(
  count: number,
  [first, middle, last]: readonly [number, number, number],
): Float64Array {
  const weights = new Float64Array(count)
  if (count > 2) weights.fill(middle / (count - 2))
  weights[0] = first
  weights[count - 1] = count === 1 ? 1 : last
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return sum === 0 ? weights.fill(1 / count) : weights.map((weight) => weight / sum)
}
