import type { Decimal } from '../../model/import-options.ts'

/** How many of a column's texts can be read in which way. */
export interface DecimalCounts {
  /** Texts, but those that say that there is no number. */
  readonly values: number
  readonly nones: number
  /** Numbers as they stand: `1.234`, `12`, `1e5`. */
  readonly plain: number
  /** Numbers by the sign before their decimals, thousands apart or not. */
  readonly comma: number
  readonly point: number
  /** Of these, the ones that have decimals. */
  readonly commaFractions: number
  readonly pointFractions: number
  /** Texts that mean two different numbers: `1.234`, `1,234`. */
  readonly twofold: number
  readonly codes: number
}

/**
 * What the numbers of a column are written with, by all its values: `plain` where they are numbers as
 * they stand, `open` where all can be read in two ways and nobody has told which is meant. Undefined of
 * other texts.
 */
export function chooseDecimal(
  counts: DecimalCounts,
  told: Decimal | undefined,
): Decimal | 'plain' | 'open' | undefined {
  const { values, nones, plain, comma, point, commaFractions, pointFractions, codes } = counts
  if (values === 0 || codes > 0 || nones > values) return undefined
  const isPlain = plain === values
  if (comma === values && point === values) {
    if (counts.twofold === 0 || (isPlain && told !== 'comma')) return 'plain'
    return told ?? 'open'
  }
  if (isPlain) return 'plain'
  if (comma === values) return commaFractions > 0 || told === 'comma' ? 'comma' : undefined
  if (point === values) return pointFractions > 0 || told === 'point' ? 'point' : undefined
  return undefined
}

/** The same of a column that is known to hold numbers, whatever else has come into it. */
export function chooseDecimalOfNumbers(
  counts: DecimalCounts,
  told: Decimal | undefined,
): Decimal | 'plain' | 'open' {
  const chosen = chooseDecimal({ ...counts, codes: 0, nones: 0 }, told)
  if (chosen !== undefined) return chosen
  const { plain, comma, point } = counts
  if (comma > Math.max(plain, point)) return 'comma'
  return point > plain ? 'point' : 'plain'
}
