import { chiSquareTail } from './distributions.ts'
import { logGamma } from './special-functions.ts'

/** Counts of two yes-or-no facts: with and without the first, and how many of each have the second. */
export interface Contingency {
  readonly withFact: number
  readonly withBoth: number
  readonly withoutFact: number
  readonly onlyOther: number
}

/** Pearson's correlation of the two facts, -1 to 1; NaN where one of them is constant. */
export function phi({ withFact, withBoth, withoutFact, onlyOther }: Contingency): number {
  const other = withBoth + onlyOther
  const total = withFact + withoutFact
  const scale = Math.sqrt(withFact * withoutFact * other * (total - other))
  return (withBoth * (withoutFact - onlyOther) - (withFact - withBoth) * onlyOther) / scale
}

/** Below this many expected in a cell the chi-square test is no longer near. */
const LEAST_EXPECTED = 5

/** Two-sided p-value: chi-square, or Fisher's exact test where an expected count is below five. */
export function associationPValue(table: Contingency): number {
  const coefficient = phi(table)
  if (Number.isNaN(coefficient)) return 1
  const total = table.withFact + table.withoutFact
  const other = table.withBoth + table.onlyOther
  const facts = [table.withFact, table.withoutFact]
  const expected = facts.flatMap((n) => [(n * other) / total, (n * (total - other)) / total])
  if (Math.min(...expected) < LEAST_EXPECTED) return fisherPValue(table)
  return chiSquareTail(total * coefficient ** 2, 1)
}

/** The probability of all tables with the same margins that are at most as likely as this one. */
function fisherPValue({ withFact, withBoth, withoutFact, onlyOther }: Contingency): number {
  const other = withBoth + onlyOther
  const logOf = (both: number): number =>
    logChoose(withFact, both) + logChoose(withoutFact, other - both)
  const all = logChoose(withFact + withoutFact, other)
  const limit = logOf(withBoth) + 1e-7
  let sum = 0
  for (let both = Math.max(0, other - withoutFact); both <= Math.min(withFact, other); both++) {
    if (logOf(both) <= limit) sum += Math.exp(logOf(both) - all)
  }
  return Math.min(1, sum)
}

const logChoose = (n: number, k: number): number =>
  logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)

/**
 * P-values of many tests corrected so that at most the share alpha of those at or below alpha are
 * false finds, in the same order. Benjamini and Hochberg 1995
 */
export function correctFalseDiscovery(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!)
  const corrected = new Array<number>(pValues.length)
  let least = 1
  order.forEach((index, place) => {
    const rank = pValues.length - place
    least = Math.min(least, (pValues[index]! * pValues.length) / rank)
    corrected[index] = least
  })
  return corrected
}
