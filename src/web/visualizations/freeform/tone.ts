import type { GridTone } from '../../grid/index.ts'

/** How strongly a number is coloured between two others; undefined where these do not differ. */
export function toneOf(value: number, low: number, high: number): GridTone | undefined {
  if (!(high > low)) return undefined
  const share = Math.max(0, Math.min(1, (value - low) / (high - low)))
  return Math.min(5, 1 + Math.floor(share * 5)) as GridTone
}
