import type { PositionWeights } from './model.ts'

/**
 * Weights for the first, all middle and the last touchpoint together, made to sum up to 1. Of two
 * touchpoints the middle is left out; a single one has all.
 */
export function weighPositions(
  count: number,
  [first, middle, last]: readonly [number, number, number],
): PositionWeights {
  if (count === 1) return { first: 1, middle: 0, last: 0 }
  const between = count === 2 ? 0 : middle
  const sum = first + between + last
  if (sum === 0) return { first: 1 / count, middle: 1 / count, last: 1 / count }
  const each = count === 2 ? 0 : between / (count - 2) / sum
  return { first: first / sum, middle: each, last: last / sum }
}
