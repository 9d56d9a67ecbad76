import type { Figure } from '../../../model/result.ts'

export interface Statistics {
  /** Numbers among the cells. */
  readonly count: number
  readonly sum: number
  readonly mean: number
  readonly median: number
  readonly min: number
  readonly max: number
}

/** null without any number. */
export function summarize(figures: readonly Figure[]): Statistics | null {
  const numbers = figures.filter((figure) => figure !== null).sort((a, b) => a - b)
  const count = numbers.length
  if (count === 0) return null
  const sum = numbers.reduce((total, number) => total + number, 0)
  const middle = (numbers[Math.floor((count - 1) / 2)]! + numbers[Math.floor(count / 2)]!) / 2
  return { count, sum, mean: sum / count, median: middle, min: numbers[0]!, max: numbers.at(-1)! }
}
