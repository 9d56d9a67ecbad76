/** What a value should have been, with its band. */
export interface Expected {
  readonly expected: number
  readonly lower: number
  readonly upper: number
  readonly anomaly: boolean
}

/** Judges a value by a band around what was expected; rounding does not make an anomaly. */
export function withinBand(value: number, expected: number, width: number): Expected {
  const slack = width + 1e-9 * Math.abs(expected)
  return {
    expected,
    lower: expected - width,
    upper: expected + width,
    anomaly: Math.abs(value - expected) > slack,
  }
}
